// How a report looks, on the screen and on paper. Light in both: it is something that is handed in.

export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0; background: #eef1f5; color: #1a1e25;
  font: 14px/1.55 system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif;
}
html:lang(zh-TW) body { font-family: system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK TC', 'Source Han Sans TC', 'PingFang TC', 'Microsoft JhengHei', sans-serif; }
main { max-width: 1020px; margin: 24px auto; padding: 40px 48px; background: #fff; border: 1px solid #dce1e7; border-radius: 6px; }
.title { margin: 0 0 8px; font-size: 27px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 34px 0 10px; padding-bottom: 5px; border-bottom: 2px solid #1f66cc; font-size: 20px; break-after: avoid; }
h3 { margin: 26px 0 6px; font-size: 17px; break-after: avoid; overflow-wrap: anywhere; }
h4 { margin: 20px 0 6px; color: #1f4f99; font-size: 15px; break-after: avoid; }
h5 { margin: 16px 0 4px; font-size: 14px; break-after: avoid; }
p { margin: 6px 0; overflow-wrap: anywhere; }
h4 + .quiet { break-after: avoid; }
.quiet { color: #4a5462; font-size: 13px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 10px 0 0; }
dt { color: #4a5462; }
dd { margin: 0; overflow-wrap: anywhere; }
nav { display: grid; gap: 2px; margin: 20px 0; padding: 12px 16px; border: 1px solid #dce1e7; border-radius: 5px; background: #fafbfc; }
nav a { color: #1f4f99; text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav .level-2 { padding-left: 16px; font-size: 13px; }
ul { margin: 6px 0; padding-left: 20px; }
li { margin: 3px 0; overflow-wrap: anywhere; }
code, .mono, .frame { font-family: ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; font-size: 0.9em; }
code { overflow-wrap: anywhere; }
.frame { padding: 0 4px; border-radius: 3px; background: #e8f1fd; color: #1f4f99; white-space: nowrap; }
table { width: 100%; margin: 10px 0; border-collapse: collapse; font-size: 12.5px; line-height: 1.4; }
caption { padding: 4px 0; color: #4a5462; font-size: 12.5px; text-align: left; }
th, td { padding: 4px 8px; border: 1px solid #dce1e7; text-align: left; vertical-align: top; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
th { background: #f1f4f8; font-weight: 600; word-break: keep-all; }
tbody tr:nth-child(even) { background: #fafbfc; }
td.short { white-space: nowrap; }
td:first-child, th:first-child { min-width: 6.5em; }
tr { break-inside: avoid; }
caption, thead, p:has(+ figure), p:has(+ table), p:has(+ .room) { break-after: avoid; }
tbody tr:nth-child(-n+3), tbody tr:nth-last-child(-n+2) { break-before: avoid; }
.in-1 { padding-left: 22px; }
.in-2 { padding-left: 36px; }
.in-3, .in-4 { padding-left: 50px; }
figure { margin: 12px 0; break-inside: avoid; }
figure.middle svg { width: 80%; }
figure.small { display: inline-block; width: 49%; vertical-align: top; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid #dce1e7; border-radius: 4px; }
figcaption { color: #4a5462; font-size: 12.5px; }
details { margin: 8px 0; }
summary { color: #1f4f99; font-size: 13px; cursor: pointer; }
.room { margin: 6px 0 16px; color: #4a5462; font-size: 13px; break-inside: avoid; }
.room i { display: block; height: 26px; border-bottom: 1px dotted #8b95a3; }
footer { max-width: 1020px; margin: 0 auto 24px; padding: 0 8px; color: #4a5462; font-size: 12px; }
@media screen {
  /* laid out when it comes near: thousands of connections open at once */
  section { content-visibility: auto; contain-intrinsic-size: auto 1600px; }
}
@media screen and (max-width: 720px) {
  main { margin: 0; padding: 20px 16px; border: 0; border-radius: 0; }
  .title { font-size: 22px; }
  dl { grid-template-columns: 1fr; }
  table, figure.wide { display: block; overflow-x: auto; }
  figure.wide svg { width: 640px; }
  figure.middle svg { width: 100%; }
  figure.small { display: block; width: 100%; }
}
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print {
  body { background: #fff; font-size: 10.5pt; }
  main { max-width: none; margin: 0; padding: 0 1px 0 0; border: 0; }
  table { font-size: 8.8pt; }
  th, td { padding: 2px 5px; }
  thead { display: table-header-group; }
  figure.wide svg { max-height: 235mm; }
  figure.middle svg { width: 68%; }
  nav { background: none; }
  summary { list-style: none; break-after: avoid; }
  table:not(:has(tbody tr:nth-child(6))) { break-inside: avoid; }
  * { print-color-adjust: exact; }
}
`.trim();
