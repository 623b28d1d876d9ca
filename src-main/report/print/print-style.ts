// How packets and tables look on paper: always light, and nothing is told by a colour alone.

export const PRINT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0; background: #fff; color: #1a1e25;
  font: 9pt/1.4 system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif;
}
h1 { margin: 0; font-size: 14pt; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0 0 1mm; font-size: 9.5pt; break-after: avoid; }
header p { margin: 1mm 0 0; color: #4a5462; overflow-wrap: anywhere; }
header { margin: 0 0 3mm; }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.35; }
table.wide { font-size: clamp(4.5pt, calc(100vw / var(--characters) / 0.58), 8pt); }
.wide th, .wide td { padding: 0.1em 0.4em; overflow-wrap: break-word; }
table.packets { table-layout: fixed; }
.w-number { width: 5em; } .w-time { width: 8.5em; } .w-long { width: 15em; } .w-address { width: 10.5em; } .w-protocol { width: 6em; } .w-length { width: 5em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 0.5mm 1.2mm; border-bottom: 0.2mm solid #dce1e7; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { border-bottom: 0.4mm solid #4a5462; font-weight: 600; }
.packets td:first-child, .packets th:first-child, .packets td:nth-child(6), .packets th:nth-child(6) { text-align: right; }
td { font-variant-numeric: tabular-nums; white-space: pre-wrap; }
.packet { margin: 0 0 4mm; }
.packet + .packet { padding-top: 2mm; border-top: 0.4mm solid #4a5462; }
.packet table { margin: 0 0 1mm; break-after: avoid; }
.tree p { margin: 0; padding-left: 4mm; text-indent: -4mm; font-size: 8pt; overflow-wrap: anywhere; white-space: pre-wrap; }
.tree p.layer { font-weight: 600; break-after: avoid; }
h3 { margin: 1.5mm 0 0.5mm; color: #4a5462; font-size: 8pt; font-weight: 600; break-after: avoid; }
pre { margin: 0; font: 7.5pt/1.3 ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; white-space: pre-wrap; }
* { print-color-adjust: exact; }
`.trim();
