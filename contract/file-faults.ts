import { entry, type FaultEntry } from './fault-entry.ts';

/** Faults of what a person chose: files, workbooks, sheets, tables. */
export const fileFaults = {
  FILE_MISSING: entry(
    404,
    false,
    ['The file “{{file}}” is no longer where it was.', '文件“{{file}}”已不在原来的位置。'],
    ['Put it back or choose it again, then run the job again.', '请将文件放回原处或重新选择，然后再次运行任务。'],
  ),
  FILE_CHANGED: entry(
    409,
    false,
    ['The file “{{file}}” was changed after it was chosen.', '文件“{{file}}”在选择之后被修改过。'],
    ['Choose it again so that the result belongs to the file you see.', '请重新选择该文件，使结果与您看到的文件一致。'],
  ),
  FILE_NOT_READABLE: entry(
    403,
    false,
    ['Auspex may not read “{{file}}”.', 'Auspex 没有读取“{{file}}”的权限。'],
    [
      'Give yourself permission to read the file, or copy it to a folder of your own.',
      '请为自己授予该文件的读取权限，或将它复制到自己的文件夹。',
    ],
  ),
  FILE_IS_FOLDER: entry(
    422,
    false,
    ['“{{file}}” is a folder, not a file.', '“{{file}}”是文件夹，不是文件。'],
    ['Choose the files inside it.', '请选择其中的文件。'],
  ),
  FILE_EMPTY: entry(
    422,
    false,
    ['“{{file}}” is empty (0 bytes).', '“{{file}}”是空文件（0 字节）。'],
    ['Export or download it again: it holds nothing.', '该文件没有任何内容，请重新导出或下载。'],
  ),
  FILE_TYPE_UNKNOWN: entry(
    415,
    false,
    ['Auspex cannot read files like “{{file}}”.', 'Auspex 无法读取“{{file}}”这类文件。'],
    ['Save it as .xlsx or .csv and choose that file.', '请另存为 .xlsx 或 .csv 后再选择。'],
  ),
  TICKET_UNKNOWN: entry(
    404,
    false,
    ['This file was not chosen in this window.', '该文件不是在此窗口中选择的。'],
    ['Choose the file again.', '请重新选择文件。'],
  ),
  WORKBOOK_ENCRYPTED: entry(
    422,
    false,
    ['“{{file}}” is protected with a password.', '“{{file}}”受密码保护。'],
    [
      'Open it in Excel, remove the password (File, Info, Protect Workbook), save, and choose it again.',
      '请在 Excel 中打开并取消密码（文件 → 信息 → 保护工作簿），保存后重新选择。',
    ],
  ),
  WORKBOOK_LEGACY: entry(
    413,
    false,
    [
      '“{{file}}” is an .xls, .xlsb or .ods workbook of a size that Auspex cannot read in that format.',
      '“{{file}}”是 .xls、.xlsb 或 .ods 工作簿，其大小超出 Auspex 对该格式的读取能力。',
    ],
    ['Open it in Excel or LibreOffice and save it as .xlsx.', '请用 Excel 或 LibreOffice 打开并另存为 .xlsx。'],
  ),
  WORKBOOK_NOT_ZIP: entry(
    422,
    false,
    ['“{{file}}” is named like a workbook but is not one inside.', '“{{file}}”的扩展名是工作簿，但内容不是。'],
    [
      'If it is text, rename it to .csv; otherwise save it again from the program that made it.',
      '如果是文本，请改名为 .csv；否则请用原程序重新保存。',
    ],
  ),
  WORKBOOK_TRUNCATED: entry(
    422,
    false,
    ['“{{file}}” breaks off in the middle: part of the workbook is missing.', '“{{file}}”不完整：工作簿的一部分缺失。'],
    ['Copy or download it again, and compare the sizes.', '请重新复制或下载，并核对文件大小。'],
  ),
  WORKBOOK_DAMAGED: entry(
    422,
    false,
    ['“{{file}}” is damaged inside ({{part}}).', '“{{file}}”内部已损坏（{{part}}）。'],
    [
      'Open it in Excel, let Excel repair it, and save it under a new name.',
      '请在 Excel 中打开并修复，然后另存为新文件。',
    ],
  ),
  WORKBOOK_BOMB: entry(
    422,
    false,
    [
      '“{{file}}” unpacks to more than {{limit}}, far more than a real workbook of its size.',
      '“{{file}}”解压后超过 {{limit}}，远大于正常的同等大小工作簿。',
    ],
    [
      'Do not trust this file unless you know where it comes from; save it again from Excel if you do.',
      '除非确知来源，请勿信任此文件；若确信无误，请用 Excel 重新保存。',
    ],
  ),
  XML_FORBIDDEN: entry(
    422,
    false,
    [
      '“{{file}}” declares XML entities ({{part}}), which no spreadsheet program writes.',
      '“{{file}}”声明了 XML 实体（{{part}}），正常的表格程序不会这样写。',
    ],
    ['Do not trust this file unless you know where it comes from.', '除非确知来源，请勿信任此文件。'],
  ),
  SHEET_MISSING: entry(
    404,
    false,
    ['“{{file}}” has no sheet named “{{sheet}}”.', '“{{file}}”中没有名为“{{sheet}}”的工作表。'],
    ['It has: {{sheets}}.', '现有工作表：{{sheets}}。'],
  ),
  TABLE_EMPTY: entry(
    422,
    false,
    ['“{{file}}” has no rows of data.', '“{{file}}”没有数据行。'],
    [
      'Check that the right sheet is chosen and that rows stand below the header.',
      '请检查所选工作表是否正确，以及表头下面是否有数据。',
    ],
  ),
  TABLE_TOO_WIDE: entry(
    422,
    false,
    ['“{{file}}” has more than {{limit}} columns.', '“{{file}}”超过 {{limit}} 列。'],
    ['Split it, or check the delimiter if it is a text file.', '请拆分该文件；若为文本文件，请检查分隔符。'],
  ),
  TABLE_TOO_LARGE: entry(
    413,
    false,
    [
      '“{{file}}” needs about {{needed}} of memory; {{available}} may be used.',
      '“{{file}}”约需 {{needed}} 内存，可用 {{available}}。',
    ],
    ['Close other programs, or split the file.', '请关闭其他程序，或拆分文件。'],
  ),
  DATA_FILE_DAMAGED: entry(
    422,
    false,
    [
      '“{{file}}” is damaged, or not what its name says ({{reason}}).',
      '“{{file}}”已损坏，或内容与扩展名不符（{{reason}}）。',
    ],
    [
      'Copy or download it again, or export it anew from the program that made it.',
      '请重新复制或下载，或用原程序重新导出。',
    ],
  ),
  JSON_INVALID: entry(
    422,
    false,
    [
      '“{{file}}” is not valid JSON (record or line {{place}}: {{reason}}).',
      '“{{file}}”不是有效的 JSON（第 {{place}} 条记录或行：{{reason}}）。',
    ],
    ['Mend that place, or export the file again as UTF-8 JSON.', '请修正该处，或重新导出为 UTF-8 编码的 JSON。'],
  ),
  JSON_WITHOUT_TABLE: entry(
    422,
    false,
    ['“{{file}}” holds no list of records.', '“{{file}}”中没有记录列表。'],
    [
      'Auspex reads a list of objects, one object on each line, or an object with one such list in it.',
      'Auspex 可读取对象列表、每行一个对象，或包含一个对象列表的对象。',
    ],
  ),
  TEXT_UNDECODABLE: entry(
    422,
    false,
    ['“{{file}}” is not text in any encoding Auspex knows.', '“{{file}}”不是 Auspex 能识别的任何编码的文本。'],
    ['Save it as UTF-8, or as .xlsx.', '请另存为 UTF-8 或 .xlsx。'],
  ),
} as const satisfies Record<string, FaultEntry>;
