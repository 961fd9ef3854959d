import { chartColors, heatColors, heatColorsBetween } from '../charts/chart-colors.ts';

type ChartColor = keyof typeof chartColors;

/** The same colours on a dark ground, after the application's dark theme. */
const darkChartColors: Readonly<Record<ChartColor, string>> = {
  ink: '#e7ebf1',
  soft: '#b0bac8',
  faint: '#8b96a6',
  line: '#2a323e',
  axis: '#3b4656',
  surface: '#181d25',
  accent: '#8795f5',
  warm: '#f0a35e',
  onStrong: '#11151b',
};
const darkHeatColors = heatColorsBetween(['#8fa6ff', '#4a5fae', '#252c36', '#9a5f2c', '#ffb066']);

/** Each colour charts are drawn in and the variable that stands for it in the page. */
const variables: readonly (readonly [variable: string, light: string, dark: string])[] = [
  ...(Object.keys(chartColors) as ChartColor[]).map(
    (name) => [`--chart-${name}`, chartColors[name], darkChartColors[name]] as const,
  ),
  ...heatColors.map((color, step) => [`--heat-${step}`, color, darkHeatColors[step] as string] as const),
];
const variableOf = new Map(variables.map(([variable, light]) => [light, variable]));

/** A drawing in the page's colours: it turns with the theme. */
export function themedSvg(svg: string): string {
  return svg
    .replace(/#[0-9a-f]{6}\b/g, (color) => (variableOf.has(color) ? `var(${variableOf.get(color)})` : color))
    .replaceAll('font-family:sans-serif;', '');
}

const declared = (place: 1 | 2): string => variables.map((entry) => `${entry[0]}:${entry[place]}`).join(';');

const light = `color-scheme:light;--ground:#f6f7f9;--surface:#fff;--sunken:#f1f3f6;--line:#e3e7ed;--ink:#18202c;--soft:#4d5969;--faint:#606b7b;
--accent:#4054c9;--accent-soft:#e9ecfb;--high:#b42f2b;--high-soft:#fcebea;--medium:#8f5a05;--medium-soft:#fcf1dc;--low:#4d5969;--low-soft:#eceff3;${declared(1)}`;
const dark = `color-scheme:dark;--ground:#11151b;--surface:#181d25;--sunken:#141920;--line:#2a323e;--ink:#e7ebf1;--soft:#b0bac8;--faint:#8b96a6;
--accent:#8795f5;--accent-soft:#252c4d;--high:#f28b84;--high-soft:#3d2022;--medium:#e5ac52;--medium-soft:#392b13;--low:#b0bac8;--low-soft:#262e39;${declared(2)}`;

/** The whole style of the page. */
export const pageStyle = `
:root{${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
@media print{:root{${light}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:16px}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.55 Inter,"Segoe UI",-apple-system,Roboto,Ubuntu,"Noto Sans","Liberation Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;-webkit-font-smoothing:antialiased}
a{color:var(--accent);text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.frame{display:grid;grid-template-columns:216px minmax(0,1fr);gap:40px;max-width:1240px;margin:0 auto;padding:40px 32px 80px}
nav{position:sticky;top:40px;align-self:start;max-height:calc(100vh - 80px);overflow:auto;font-size:13px}
nav h2{font-size:12px;letter-spacing:.02em;color:var(--faint);margin:0 0 8px;font-weight:600}
nav ul{list-style:none;margin:0 0 16px;padding:0}
nav li a{display:block;padding:3px 10px;border-left:2px solid var(--line);color:var(--soft);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
nav li a:hover{border-color:var(--accent);color:var(--ink);text-decoration:none}
nav .inner a{padding-left:22px;font-size:12.5px}
h1{font-size:27px;line-height:1.25;font-weight:640;letter-spacing:-.012em;margin:0;overflow-wrap:anywhere}
.shape{color:var(--soft);margin:4px 0 26px;overflow-wrap:anywhere}
section{margin-bottom:44px}
h2.title{font-size:18px;font-weight:620;margin:0 0 14px}
h3{font-size:15px;font-weight:620;margin:0;overflow-wrap:anywhere}
h4{font-size:12.5px;font-weight:600;color:var(--soft);margin:14px 0 6px}
.note{color:var(--soft);margin:0 0 12px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:12px}
.tile,.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:14px 16px}
.tile b{display:block;font-size:22px;font-weight:620;line-height:1.25;font-variant-numeric:tabular-nums}
.tile span{color:var(--soft);font-size:12.5px}
.types{display:flex;flex-wrap:wrap;gap:8px;margin:14px 0 0;padding:0;list-style:none}
.mark{display:inline-block;border-radius:5px;padding:1px 8px;font-size:12px;font-weight:560;background:var(--accent-soft);color:var(--accent);white-space:nowrap}
.mark.high{background:var(--high-soft);color:var(--high)}.mark.medium{background:var(--medium-soft);color:var(--medium)}.mark.low{background:var(--low-soft);color:var(--low)}
.findings{background:var(--surface);border:1px solid var(--line);border-radius:12px;list-style:none;margin:0;padding:4px 16px}
.findings li{display:grid;grid-template-columns:104px 150px minmax(0,1fr);gap:14px;padding:9px 0;border-top:1px solid var(--line);align-items:baseline}
.findings li:first-child{border-top:0}
.findings strong{font-weight:600}
.findings span:last-child{overflow-wrap:anywhere}
.card{margin-bottom:14px;break-inside:avoid}
.card header{display:flex;gap:10px;align-items:baseline;justify-content:space-between;margin-bottom:8px}
.card header p{margin:0;color:var(--faint);font-size:12.5px;white-space:nowrap}
.card .halves{display:grid;grid-template-columns:minmax(0,480px) minmax(0,1fr);gap:26px;align-items:start}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(148px,1fr));gap:0 20px;margin:0;font-size:13px}
dl div{display:flex;justify-content:space-between;gap:8px;border-bottom:1px solid var(--line);padding:3px 0}
dt{color:var(--soft)}dd{margin:0;font-variant-numeric:tabular-nums;text-align:right;overflow-wrap:anywhere}
svg{display:block;max-width:100%;height:auto}
svg text{font-family:inherit}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:13px;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;vertical-align:top}
th{color:var(--soft);font-weight:600}
td.figure,th.figure{text-align:right;overflow-wrap:normal;white-space:nowrap}
details{margin-top:10px}
summary{cursor:pointer;color:var(--accent);font-size:13px}
details table{margin-top:8px}
.facts dl{grid-template-columns:1fr;font-size:13.5px}
footer{color:var(--faint);font-size:12.5px}
@media (max-width:900px){.frame{grid-template-columns:minmax(0,1fr);gap:24px;padding:24px 16px 48px}nav{position:static;max-height:none}nav .inner{display:none}.card .halves{grid-template-columns:minmax(0,1fr)}.findings li{grid-template-columns:auto minmax(0,1fr)}.findings li span:last-child{grid-column:1/-1}}
@media print{h2,h3{break-after:avoid}.frame{display:block;max-width:none;padding:0}nav{display:none}body{background:#fff;font-size:11px}section{margin-bottom:24px}.card .halves{grid-template-columns:300px minmax(0,1fr)}details>:not(summary){display:revert}@page{margin:14mm}}
`;
