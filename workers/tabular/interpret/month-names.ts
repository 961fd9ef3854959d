/** Names of the months, January first, as English, German, French and Spanish write them out or shorten them. */
const names: readonly string[] = [
  'jan january januar jänner janvier janv enero ene',
  'feb february februar février fevrier févr fevr febrero',
  'mar march märz maerz mrz mars marzo',
  'apr april avril avr abril abr',
  'may mai mayo',
  'jun june juni juin junio',
  'jul july juli juillet juil julio',
  'aug august août aout agosto ago',
  'sep sept september septembre septiembre',
  'oct october oktober okt octobre octubre',
  'nov november novembre noviembre',
  'dec december dezember dez décembre decembre déc diciembre dic',
];

const numbers = new Map(names.flatMap((line, month) => line.split(' ').map((name) => [name, month + 1] as const)));

/** For a regular expression: any of the names, the longer one first, perhaps with the point of a shortened one. */
export const monthPattern: string = `(${[...numbers.keys()].sort((one, other) => other.length - one.length).join('|')})\\.?`;

/** 1 for January in any case; 0 for no name of a month. */
export const monthOfName = (name: string): number => numbers.get(name.toLowerCase()) ?? 0;
