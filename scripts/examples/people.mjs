/** @typedef {import('./random.mjs').Random} Random */

const surnames = [
  ['王', 'Wang', 8],
  ['李', 'Li', 8],
  ['张', 'Zhang', 7],
  ['刘', 'Liu', 6],
  ['陈', 'Chen', 6],
  ['杨', 'Yang', 4],
  ['赵', 'Zhao', 3],
  ['黄', 'Huang', 3],
  ['周', 'Zhou', 3],
  ['吴', 'Wu', 3],
  ['徐', 'Xu', 2],
  ['孙', 'Sun', 2],
  ['胡', 'Hu', 2],
  ['朱', 'Zhu', 2],
  ['高', 'Gao', 2],
  ['林', 'Lin', 2],
  ['何', 'He', 2],
  ['郭', 'Guo', 2],
  ['马', 'Ma', 2],
  ['罗', 'Luo', 2],
  ['梁', 'Liang', 1],
  ['宋', 'Song', 1],
  ['郑', 'Zheng', 1],
  ['谢', 'Xie', 1],
  ['韩', 'Han', 1],
  ['唐', 'Tang', 1],
  ['冯', 'Feng', 1],
  ['于', 'Yu', 1],
  ['董', 'Dong', 1],
  ['萧', 'Xiao', 1],
  ['欧阳', 'Ouyang', 0.3],
  ['诸葛', 'Zhuge', 0.1],
].map(([zh, en, weight]) => /** @type {const} */ ([{ zh: String(zh), en: String(en) }, Number(weight)]));

const syllables = (/** @type {string} */ text) =>
  text.split(' ').map((pair) => ({ zh: pair.slice(0, 1), en: pair.slice(1) }));

const womensSyllables = syllables(
  '婷ting 雪xue 静jing 欣xin 怡yi 梦meng 琪qi 雨yu 佳jia 颖ying 洁jie 悦yue 思si 涵han 晓xiao 丽li 娜na 敏min 慧hui 瑶yao 然ran 可ke 诗shi 云yun',
);
const mensSyllables = syllables(
  '伟wei 强qiang 磊lei 军jun 洋yang 勇yong 杰jie 涛tao 明ming 超chao 浩hao 宇yu 轩xuan 子zi 博bo 文wen 俊jun 鹏peng 凯kai 航hang 志zhi 天tian 一yi 辰chen',
);

const capitalized = (/** @type {string} */ word) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A name in Chinese and in pinyin. */
export function personName(/** @type {Random} */ random, /** @type {boolean} */ isWoman) {
  const surname = random.weighted(surnames);
  const choices = isWoman ? womensSyllables : mensSyllables;
  const given = [random.pick(choices), ...(random.happens(0.72) ? [random.pick(choices)] : [])];
  return {
    zh: surname.zh + given.map((part) => part.zh).join(''),
    en: `${surname.en} ${capitalized(given.map((part) => part.en).join(''))}`,
  };
}

/** Provinces students come from, with weights.
 * @type {[{ zh: string, en: string }, number][]}
 */
export const provinces = [
  [{ zh: '辽宁', en: 'Liaoning' }, 14],
  [{ zh: '吉林', en: 'Jilin' }, 8],
  [{ zh: '黑龙江', en: 'Heilongjiang' }, 8],
  [{ zh: '山东', en: 'Shandong' }, 9],
  [{ zh: '河北', en: 'Hebei' }, 8],
  [{ zh: '河南', en: 'Henan' }, 8],
  [{ zh: '江苏', en: 'Jiangsu' }, 6],
  [{ zh: '浙江', en: 'Zhejiang' }, 5],
  [{ zh: '安徽', en: 'Anhui' }, 5],
  [{ zh: '四川', en: 'Sichuan' }, 5],
  [{ zh: '湖北', en: 'Hubei' }, 4],
  [{ zh: '湖南', en: 'Hunan' }, 4],
  [{ zh: '广东', en: 'Guangdong' }, 4],
  [{ zh: '山西', en: 'Shanxi' }, 4],
  [{ zh: '陕西', en: 'Shaanxi' }, 3],
  [{ zh: '内蒙古', en: 'Inner Mongolia' }, 3],
  [{ zh: '新疆', en: 'Xinjiang' }, 1],
  [{ zh: '西藏', en: 'Tibet' }, 0.4],
];
