"""Writes a table of bench/write/write-tables.ts with openpyxl or pandas: write_one.py WRITER TABLE-AS-JSON PATH."""
import datetime, json, os, sys, time

import numpy as np

writer, table, path = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
rows, kinds, group_by = table['rows'], table['columns'], table['groupBy']
few = np.array(['智能科学与技术', '软件工程', '数据科学与大数据技术', '网络工程', '数字媒体技术', 'A', 'B & C', 'yes'], dtype=object)


def shares(column):
    row = np.arange(rows, dtype=np.uint64)
    bits = 0xFFFFFFFF
    mixed = (((row + 1) * 0x9E3779B1) & bits) ^ (((column + 1) * 0x85EBCA6B) & bits)
    hashed = ((mixed ^ (mixed >> 15)) * 0x2C1B3C6D) & bits
    # JavaScript's >>> takes the sign bit as a number, as here
    return (hashed ^ (hashed >> 13)).astype(np.float64) / 2**32


def column_of(kind, column):
    value = shares(column)
    if kind == 'whole':
        return np.floor(value * 100_000).astype(np.int64)
    if kind == 'decimal':
        return np.floor(value * 1_000_000 + 0.5) / 10_000
    if kind == 'few':
        return few[np.floor(value * len(few)).astype(int)]
    if kind == 'code':
        return np.array([f'id{int(one)}' for one in np.floor(value * 1e6)], dtype=object)
    if kind == 'long':
        return np.array(
            [f'第 {row} 行：客户反馈记录 no {int(one)}, to be checked' for row, one in enumerate(np.floor(value * 1e5))],
            dtype=object,
        )
    if kind == 'date':
        first = datetime.datetime(2020, 1, 1)
        return np.array([first + datetime.timedelta(days=int(one)) for one in np.floor(value * 1500)], dtype=object)
    return np.array([f'班级 {row % 500 + 1:03d}' for row in range(rows)], dtype=object)


columns = [column_of(kind, column) for column, kind in enumerate(kinds)]
names = [f'{kind} {column + 1}' for column, kind in enumerate(kinds)]

if writer == 'openpyxl':
    import openpyxl

    data = list(zip(*[column.tolist() for column in columns]))
    groups = {}
    if group_by is not None:
        for row in data:
            groups.setdefault(row[group_by], []).append(row)
    started = time.perf_counter(), time.process_time()
    book = openpyxl.Workbook(write_only=True)
    for name, part in groups.items() if groups else [('Sheet1', data)]:
        sheet = book.create_sheet(name)
        sheet.append(names)
        for row in part:
            sheet.append(row)
    book.save(path)
else:
    import pandas

    frame = pandas.DataFrame(dict(zip(names, columns)))
    started = time.perf_counter(), time.process_time()
    with pandas.ExcelWriter(path, engine='openpyxl') as out:
        if group_by is None:
            frame.to_excel(out, index=False)
        else:
            for name, part in frame.groupby(names[group_by]):
                part.to_excel(out, sheet_name=name, index=False)
elapsed, processor = time.perf_counter() - started[0], time.process_time() - started[1]
print(json.dumps({'workMs': elapsed * 1000, 'processorMs': processor * 1000, 'sizeBytes': os.path.getsize(path)}))
