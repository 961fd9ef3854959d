/*
 * Units that may follow a number. A list, not any word: “3班”, “5号” and “12A” name a class, a house and a seat, and such
 * columns must stay text.
 */
const known: readonly string[] = [
  // Mass, length, area, volume
  ...['kg', 'g', 'mg', 'µg', 'μg', 't', 'lb', 'lbs', 'oz', '克', '毫克', '千克', '公斤', '斤', '吨', '两', '万吨'],
  ...['km', 'm', 'dm', 'cm', 'mm', 'µm', 'μm', 'nm', 'ft', 'yd', 'mi', 'in', 'inch', '"', '米', '厘米', '毫米', '分米'],
  ...['公里', '千米', '里', '寸', '英寸', '尺', '英尺', '微米', '纳米', '海里'],
  ...[
    'm²',
    'm2',
    '㎡',
    'km²',
    'km2',
    'cm²',
    'cm2',
    'mm²',
    'mm2',
    'ft²',
    'sqft',
    'ha',
    '平方米',
    '平方公里',
    '平米',
    '平',
    '亩',
    '公顷',
  ],
  ...['l', 'L', 'ml', 'mL', 'dl', 'dL', 'cl', 'm³', 'm3', 'cm³', 'cm3', '升', '毫升', '立方米', '方', 'gal'],
  // Time and age
  ...['ms', 's', 'sec', 'secs', 'min', 'mins', 'h', 'hr', 'hrs', 'hour', 'hours', 'd', 'day', 'days', 'week', 'weeks'],
  ...[
    'month',
    'months',
    'year',
    'years',
    'yr',
    'yrs',
    '秒',
    '毫秒',
    '分钟',
    '小时',
    '天',
    '周',
    '个月',
    '年',
    '岁',
    '周岁',
    '学时',
    '课时',
  ],
  // Temperature, angle, speed
  ...['°C', '℃', '°F', '℉', '°', '度', '摄氏度', 'km/h', 'kmh', 'm/s', 'mph', 'rpm', 'r/min'],
  // Power, electricity, pressure, energy, frequency, data, light, sound
  ...[
    'W',
    'kW',
    'MW',
    'GW',
    'kWh',
    'MWh',
    'Wh',
    'V',
    'mV',
    'kV',
    'mA',
    'mAh',
    'Ah',
    'Ω',
    'kΩ',
    '瓦',
    '千瓦',
    '千瓦时',
    '伏',
    '安',
  ],
  ...['Hz', 'kHz', 'MHz', 'GHz', 'Pa', 'kPa', 'MPa', 'hPa', 'bar', 'mbar', 'psi', 'mmHg', 'atm', '帕', '千帕', '兆帕'],
  ...['J', 'kJ', 'MJ', 'cal', 'kcal', '卡', '千卡', '大卡', '焦', '千焦', 'N', 'kN', 'Nm', 'hp', '马力'],
  ...[
    'KB',
    'kB',
    'MB',
    'GB',
    'TB',
    'PB',
    'bit',
    'byte',
    'bytes',
    'Mbps',
    'Gbps',
    'kbps',
    'dB',
    'dBm',
    'lm',
    'lx',
    'cd',
  ],
  ...['mol', 'mmol', 'µmol', 'μmol', 'ppm', 'ppb', 'pH', 'IU', 'px', 'pt', 'dpi', 'pcs', 'pc', 'ea'],
  // What is counted
  ...[
    '个',
    '人',
    '件',
    '次',
    '台',
    '套',
    '只',
    '张',
    '本',
    '份',
    '箱',
    '盒',
    '瓶',
    '袋',
    '条',
    '辆',
    '户',
    '家',
    '名',
    '位',
    '头',
    '棵',
  ],
  ...[
    '分',
    '学分',
    '篇',
    '页',
    '门',
    '层',
    '字',
    '步',
    '度电',
    '间',
    '包',
    '支',
    '把',
    '双',
    '对',
    '组数',
    '万人',
    '人次',
  ],
];

const exact = new Set(known);
/** Units of several letters whatever their case: KG and Kg are kg. */
const byLowerCase = new Map<string, string>();
for (const unit of known) {
  if (/^[A-Za-z]{2,}$/.test(unit) && !byLowerCase.has(unit.toLowerCase())) byLowerCase.set(unit.toLowerCase(), unit);
}
const longest = 12;

/** The unit that `word` is, in its usual spelling, such as kg, ℃, mg/L or 元/㎡ (whose first part `isCurrency` may know); null when it is none. */
export function unitOf(word: string, isCurrency: (word: string) => boolean): string | null {
  if (word.length > longest) return null;
  const one = simpleUnit(word);
  if (one !== null) return one;
  const slash = word.indexOf('/');
  if (slash <= 0 || slash === word.length - 1) return null;
  const above = word.slice(0, slash);
  const below = word.slice(slash + 1);
  const first = simpleUnit(above) ?? (isCurrency(above) ? above : null);
  const second = simpleUnit(below);
  return first === null || second === null ? null : `${first}/${second}`;
}

function simpleUnit(word: string): string | null {
  if (exact.has(word)) return word;
  const lower = byLowerCase.get(word.toLowerCase());
  // MM is no mm, nor Mb an MB: only wholly upper-case or capitalised words are taken for the usual spelling.
  return lower !== undefined && lower === lower.toLowerCase() ? lower : null;
}
