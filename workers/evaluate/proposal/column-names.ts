/** Words as they stand in a name: `studentId`, `STUDENT_ID` and `Student ID` have the same. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const hasWord = (words: ReadonlySet<string>) => (name: string) => wordsOf(name).some((word) => words.has(word));

const isIdWord = hasWord(new Set(['id', 'ids', 'uuid', 'guid', 'key', 'identifier', 'serial']));
/** Such as `Student no`; `number of rooms` is an amount. */
const endsAsId = new Set(['number', 'no', 'nr', 'num', 'code', 'index']);
const nameWords = new Set(['name', 'names', 'fullname', 'surname', 'firstname', 'lastname', 'username', 'email']);
const isGroupWord = hasWord(
  new Set([
    'group',
    'major',
    'class',
    'school',
    'college',
    'department',
    'course',
    'programme',
    'program',
    'site',
    'store',
    'shop',
    'branch',
    'region',
    'team',
    'patient',
    'customer',
    'client',
    'user',
    'student',
    'subject',
    'household',
    'company',
  ]),
);
const isYearWord = hasWord(new Set(['year', 'yr', 'semester', 'term', 'quarter', 'cohort', 'period']));
const isTargetWord = hasWord(
  new Set([
    'target',
    'label',
    'outcome',
    'result',
    'churn',
    'churned',
    'survived',
    'response',
    'y',
    'income',
    'price',
    'default',
    'status',
    'destination',
    'graduated',
    'passed',
    'approved',
  ]),
);
const isClassWord = hasWord(new Set(['class', 'label', 'category', 'type', 'kind', 'group', 'level', 'status']));

/** Whether a name says that its values name rows. */
export const namesRows = (name: string): boolean =>
  isIdWord(name) ||
  endsAsId.has(wordsOf(name).at(-1) ?? '') ||
  /编号|学号|工号|号码|序号|证号|账号|代码|单号|标识/.test(name);

/** Whether a name says that its values are names of people or things. */
export const holdsNames = (name: string): boolean =>
  wordsOf(name).some((word) => nameWords.has(word)) || /姓名|名字|名称/.test(name);

/** Whether a name says that rows with the same value belong together. */
export const namesGroups = (name: string): boolean =>
  isGroupWord(name) || /专业|班级|学院|学校|系别|部门|地区|门店|客户|患者|学生|组别|单位/.test(name);

export const namesTimes = (name: string): boolean => isYearWord(name) || /年|学期|季度|月份|届|批次/.test(name);

export const namesTarget = (name: string): boolean =>
  isTargetWord(name) || /目标|结果|标签|去向|结局|是否|状态|毕业|流失/.test(name);

export const namesClasses = (name: string): boolean => isClassWord(name) || /类别|类型|等级|状态|标签/.test(name);
