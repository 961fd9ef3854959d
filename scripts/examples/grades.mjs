import { personName, provinces } from './people.mjs';
import { clamp, randomFrom, rounded } from './random.mjs';
import { addTable, newWorkbook, workbookBytes } from './workbook.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {'zh' | 'en'} Language */
/** @typedef {{ zh: string, en: string }} Words */

/** Majors: how strong their students are, how much the labour market wants them, and their share.
 * @type {[Words & { code: string, ability: number, demand: number }, number][]} */
const majors = [
  [{ zh: '智能科学与技术', en: 'Intelligent Science and Technology', code: '01', ability: 0.35, demand: 0.2 }, 22],
  [{ zh: '软件工程', en: 'Software Engineering', code: '02', ability: 0.15, demand: 0.5 }, 27],
  [
    { zh: '数据科学与大数据技术', en: 'Data Science and Big Data Technology', code: '03', ability: 0.2, demand: 0.3 },
    21,
  ],
  [{ zh: '网络工程', en: 'Network Engineering', code: '04', ability: -0.2, demand: 0.1 }, 16],
  [{ zh: '数字媒体技术', en: 'Digital Media Technology', code: '05', ability: -0.3, demand: -0.1 }, 14],
];

/** Courses: mean and deviation of the mark, weight of ability in it, credits. */
const courses = [
  { zh: '高等数学', en: 'Calculus', mean: 72, deviation: 13, loading: 0.78, credits: 5 },
  { zh: '线性代数', en: 'Linear Algebra', mean: 74, deviation: 12, loading: 0.74, credits: 3 },
  { zh: '概率论与数理统计', en: 'Probability and Statistics', mean: 73, deviation: 12, loading: 0.72, credits: 3 },
  { zh: '大学英语', en: 'College English', mean: 76, deviation: 9, loading: 0.42, credits: 4 },
  { zh: '程序设计基础', en: 'Programming', mean: 77, deviation: 12, loading: 0.66, credits: 4 },
  { zh: '数据结构', en: 'Data Structures', mean: 73, deviation: 13, loading: 0.76, credits: 4 },
  { zh: '操作系统', en: 'Operating Systems', mean: 75, deviation: 11, loading: 0.68, credits: 3 },
  { zh: '数据库原理', en: 'Databases', mean: 78, deviation: 10, loading: 0.6, credits: 3 },
  { zh: '体育', en: 'Physical Education', mean: 82, deviation: 7, loading: 0.05, credits: 1 },
];

const outcomes = {
  study: { zh: '升学', en: 'Further study' },
  work: { zh: '就业', en: 'Employed' },
  open: { zh: '待定', en: 'Undecided' },
};

const years = [
  { year: 2022, seed: 20220630, students: 462, drift: 0, studyDrift: 0 },
  { year: 2023, seed: 20230630, students: 508, drift: 0.6, studyDrift: 0.15 },
  { year: 2024, seed: 20240630, students: 547, drift: 1.4, studyDrift: 0.35 },
];

/** @type {(Words & { width: number, format?: string })[]} */
const columns = [
  { zh: '学号', en: 'Student ID', width: 13 },
  { zh: '姓名', en: 'Name', width: 16 },
  { zh: '专业', en: 'Major', width: 24 },
  { zh: '性别', en: 'Sex', width: 8 },
  { zh: '入学年份', en: 'Entry year', width: 10 },
  { zh: '生源地', en: 'Home province', width: 14 },
  { zh: '高考成绩', en: 'Entrance score', width: 12 },
  ...courses.map(({ zh, en }) => ({ zh, en, width: 12 })),
  { zh: '出勤率', en: 'Attendance', width: 10, format: '0.0%' },
  { zh: '补考次数', en: 'Resits', width: 10 },
  { zh: '平均绩点', en: 'Grade point average', width: 12, format: '0.00' },
  { zh: '毕业去向', en: 'Outcome', width: 14 },
];

/** One graduating student as a row of cells; texts are in both languages, null is an exam not taken. */
function studentRow(
  /** @type {Random} */ random,
  /** @type {(typeof years)[number]} */ cohort,
  /** @type {number} */ order,
) {
  const major = random.weighted(majors);
  const isWoman = random.happens(major.code === '05' ? 0.48 : 0.27);
  const ability = random.normal(major.ability, 0.95);
  const diligence = random.normal(0.3 * ability + (isWoman ? 0.2 : 0), 0.9);
  const entryYear = cohort.year - (random.happens(0.04) ? 5 : 4);
  const marks = courses.map(({ mean, deviation, loading, zh }) => {
    const noise = Math.sqrt(1 - loading * loading);
    const score = loading * (0.75 * ability + 0.4 * diligence) + noise * random.normal();
    const english = zh === '大学英语' && isWoman ? 2.5 : 0;
    return random.happens(0.012) ? null : clamp(Math.round(mean + cohort.drift + english + deviation * score), 8, 100);
  });
  const attendance = clamp(0.93 + 0.045 * diligence - (random.happens(0.05) ? 0.12 : 0), 0.35, 1);
  const resits = marks.reduce((count, mark) => (count ?? 0) + (mark === null || mark < 60 ? 1 : 0), 0) ?? 0;
  const gradePoints = averageGradePoints(marks);
  return [
    `${entryYear}${major.code}${String(order).padStart(4, '0')}`,
    personName(random, isWoman),
    { zh: major.zh, en: major.en },
    isWoman ? { zh: '女', en: 'Female' } : { zh: '男', en: 'Male' },
    entryYear,
    random.weighted(provinces),
    random.happens(0.01) ? null : clamp(Math.round(random.normal(548 + 6 * cohort.drift + 26 * ability, 17)), 420, 690),
    ...marks,
    rounded(attendance, 3),
    resits,
    gradePoints,
    outcomeOf(random, cohort, major.demand, ability, gradePoints, resits),
  ];
}

/** Chinese four-point scale: (mark − 50) / 10 from 60 on, weighted by credits; a missed exam counts as failed. */
function averageGradePoints(/** @type {readonly (number | null)[]} */ marks) {
  const credits = courses.reduce((sum, course) => sum + course.credits, 0);
  const points = marks.reduce((sum, mark, index) => {
    const point = mark === null || mark < 60 ? 0 : (mark - 50) / 10;
    return (sum ?? 0) + point * (courses[index]?.credits ?? 0);
  }, 0);
  return rounded((points ?? 0) / credits, 2);
}

/** Where the student goes: a multinomial logit of marks, major, year, and a good deal of luck. */
function outcomeOf(
  /** @type {Random} */ random,
  /** @type {(typeof years)[number]} */ cohort,
  /** @type {number} */ demand,
  /** @type {number} */ ability,
  /** @type {number} */ gradePoints,
  /** @type {number} */ resits,
) {
  const study = -1.1 + 2.1 * (gradePoints - 2.5) + 0.35 * ability + cohort.studyDrift;
  const work = 0.7 + 0.5 * demand + 0.25 * (gradePoints - 2.5);
  const open = -0.6 + 0.38 * resits;
  return random.weighted([
    [outcomes.study, Math.exp(study)],
    [outcomes.work, Math.exp(work)],
    [outcomes.open, Math.exp(open)],
  ]);
}

const cohortRows = (/** @type {(typeof years)[number]} */ cohort) => {
  const random = randomFrom(cohort.seed);
  return Array.from({ length: cohort.students }, (_, index) => studentRow(random, cohort, index + 1));
};

const inLanguage = (/** @type {readonly unknown[]} */ row, /** @type {Language} */ language) =>
  row.map((cell) => (cell !== null && typeof cell === 'object' ? /** @type {Words} */ (cell)[language] : cell));

function addCohort(
  /** @type {import('exceljs').Workbook} */ workbook,
  /** @type {(typeof years)[number]} */ cohort,
  /** @type {Language} */ language,
) {
  const name = language === 'zh' ? `${cohort.year}届` : String(cohort.year);
  const styles = columns.map(({ width, format, ...words }) => ({
    header: words[language],
    width,
    ...(format ? { format } : {}),
  }));
  addTable(
    workbook,
    name,
    styles,
    cohortRows(cohort).map((row) => inLanguage(row, language)),
  );
}

/** The grade workbooks: one a year in Chinese, and all years in English with a sheet for each. */
export async function gradeWorkbooks() {
  /** @type {Record<string, Buffer>} */
  const files = {};
  for (const cohort of years) {
    const workbook = newWorkbook(`${cohort.year}届毕业生成绩`);
    addCohort(workbook, cohort, 'zh');
    files[`grades-${cohort.year}.xlsx`] = await workbookBytes(workbook);
  }
  const all = newWorkbook('Grades of three graduating years');
  for (const cohort of years) addCohort(all, cohort, 'en');
  files['grades-all-years-en.xlsx'] = await workbookBytes(all);
  return files;
}
