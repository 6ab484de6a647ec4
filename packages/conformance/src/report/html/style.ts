/** Colors are chosen for a contrast of at least 4.5 to 1 in both schemes. */
export const style = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f4f6f8; --line: #c9d1d9; --text: #1b1f24; --quiet: #57606a; --link: #0a58ca;
  --good: #116329; --bad: #a40e26; --doubt: #7a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0f1318; --panel: #1a2028; --line: #39424d; --text: #e6e9ee; --quiet: #a3adb8; --link: #8ab8ff;
    --good: #6fdd8b; --bad: #ff8f88; --doubt: #f0c05a;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { display: inline; font-size: 1rem; font-weight: 400; margin: 0; }
h4 { font-size: .85rem; margin: .5rem 0 .25rem; }
p { margin: .25rem 0; }
a { color: var(--link); }
code, pre { font: .85rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre {
  margin: .25rem 0; padding: .5rem; background: var(--back); border: 1px solid var(--line); border-radius: 4px;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
pre.picture { white-space: pre; overflow-x: auto; overflow-wrap: normal; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); font-weight: 600; }
.doubtful { color: var(--doubt); font-weight: 600; }
.verdict {
  display: inline-block; margin: 0 0 1rem; padding: .5rem 1rem; border: 2px solid; border-radius: 6px;
  font-size: 1.2rem; font-weight: 700;
}
.why { margin: -.5rem 0 1rem; white-space: pre-wrap; }
.against ul { margin: 0 0 .5rem; padding-left: 1.25rem; }
.against details { margin: -.5rem 0 .5rem; }
.against summary { padding: 0; color: var(--quiet); }
.conformant { color: var(--good); }
.not-conformant { color: var(--bad); }
.incomplete { color: var(--doubt); }
table { border-collapse: collapse; margin: 0 0 1rem; }
caption { text-align: left; color: var(--quiet); }
th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; font-weight: 400; }
td { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .15rem .75rem; margin: .5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
.areas { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1rem 0; padding: 0; }
form { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; }
input[type=search] {
  width: 100%; max-width: 30rem; padding: .4rem; font: inherit; color: inherit; background: var(--back);
  border: 1px solid var(--quiet); border-radius: 4px;
}
fieldset { border: 0; margin: .5rem 0 0; padding: 0; }
legend { float: left; margin-right: .75rem; padding: 0; color: var(--quiet); }
.box { display: inline-block; margin-right: .75rem; }
summary { cursor: pointer; padding: .35rem .5rem; }
.requirement, .others { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; background: var(--panel); }
.inside { padding: 0 .75rem .75rem; border-top: 1px solid var(--line); }
.outcome { font-weight: 600; color: var(--quiet); }
.outcome.passed { color: var(--good); }
.outcome.failed, .outcome.flaky, .outcome.untestable, .outcome.error { color: var(--doubt); }
.outcome.counted, .outcome.error { color: var(--bad); }
.level { color: var(--quiet); }
.chip { border: 1px solid var(--doubt); border-radius: 1rem; padding: 0 .5rem; color: var(--doubt); font-size: .85rem; }
.remarks { padding-left: 1.25rem; margin: .5rem 0; }
.finding { border-left: 4px solid var(--bad); padding-left: .75rem; margin: .75rem 0; }
.earlier, .folded { margin: .25rem 0; }
.earlier summary, .folded > summary { padding-left: 0; color: var(--quiet); }
.files code { display: block; }
.finding a { white-space: nowrap; }
.exchange { border-top: 1px solid var(--line); }
.number { color: var(--quiet); font-variant-numeric: tabular-nums; }
.s2, .s3 { color: var(--good); }
.s4 { color: var(--doubt); }
.s5, .s1, .s0 { color: var(--bad); }
.sides { display: grid; gap: 0 1.5rem; grid-template-columns: minmax(0, 1fr); }
.exchange .sides { padding: 0 .5rem .5rem; }
@media (min-width: 56rem) { .sides { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (max-width: 30rem) {
  .facts dl { grid-template-columns: 7rem minmax(0, 1fr); }
  .inside dl { grid-template-columns: minmax(0, 1fr); }
  .inside dd { margin: 0 0 .35rem 1rem; }
}
@media print {
  :root {
    --back: #ffffff; --panel: #ffffff; --line: #999999; --text: #000000; --quiet: #444444; --link: #000000;
    --good: #116329; --bad: #a40e26; --doubt: #7a4b00;
  }
  form, nav:not(.against), .skip { display: none; }
  a { text-decoration: none; }
  pre.picture { font-size: 6.5pt; white-space: pre-wrap; overflow: visible; }
  h2, summary { break-after: avoid; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .exchange, .finding, tr { break-inside: avoid; }
}
`;
