/** The readers of workbooks in Python, each as its users run it: the file as argument; prints seconds, rows, cells and seconds of processor time. */
export const pythonPeers = {
  openpyxl: `
import sys, time
import openpyxl
started = time.perf_counter()
worked = time.process_time()
rows = cells = 0
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows(values_only=True):
        rows += 1
        for value in row:
            if value is not None:
                cells += 1
print(time.perf_counter() - started, rows, cells, time.process_time() - worked)
`,
  pandas: `
import sys, time
import pandas as pd
started = time.perf_counter()
worked = time.process_time()
tables = pd.read_excel(sys.argv[1], sheet_name=None)
rows = sum(len(table) + 1 for table in tables.values())
cells = sum(int(table.count().sum()) + len(table.columns) for table in tables.values())
print(time.perf_counter() - started, rows, cells, time.process_time() - worked)
`,
} as const;
export type PythonPeer = keyof typeof pythonPeers;
