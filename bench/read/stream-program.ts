// Our reader as a streaming one, in a process that loads nothing else: prints seconds, rows, cells and seconds of processor time: node stream-program.js FILE
import { streamWorkbook } from './our-stream.ts';
import { tellFound } from './tell-found.ts';

await tellFound(() => streamWorkbook(process.argv[2] ?? ''));
