import type { ResultEvent } from '../../session/events.ts';
import { applied, byArea } from '../about.ts';
import { lasts } from '../session-kind.ts';
import type { StoredSession } from '../stored-session.ts';
import { levels, talliesOf, type Verdict, verdictText } from '../verdict.ts';
import { againstHtml } from './against.ts';
import { counted } from './counted.ts';
import { html, type Markup } from './markup.ts';

const LONGEST_REASON = 50;

export function verdictClass({ word }: Verdict): string {
  return word.toLowerCase().replace(' ', '-');
}

export function summaryHtml(
  session: StoredSession,
  verdict: Verdict,
  against: readonly ResultEvent[],
): Markup {
  return html`<header><p class="quiet">Port’s action run API, requirements ${session.header.requirements}</p>
<h1>Conformance of ${session.header.target}</h1>
${verdictHtml(verdict)}${againstHtml(against)}
<div class="sides facts">${
    session.results.length > 0 ? html`<div>${levelsHtml(session)}</div>` : undefined
  }<div>${factsHtml(session)}</div></div></header>
`;
}

/** With its reason, unless that is long. */
export function shortVerdict(verdict: Verdict): string {
  return verdict.why.length > LONGEST_REASON ? verdict.word : verdictText(verdict);
}

/** A long reason stands below its word. */
function verdictHtml(verdict: Verdict): Markup {
  const long = verdict.why.length > LONGEST_REASON;
  return html`<p class="verdict ${verdictClass(verdict)}">${shortVerdict(verdict)}</p>${
    long ? html`<p class="why">${verdict.why}</p>` : undefined
  }`;
}

export function areasHtml({ results }: StoredSession, against: ReadonlySet<string>): Markup | undefined {
  if (results.length === 0) return undefined;
  const areas = byArea(results).map(({ area, results: of }) => {
    const held = applied(of);
    const passed = held.filter(({ outcome }) => outcome === 'passed').length;
    const style = of.some(({ id }) => against.has(id)) ? 'bad' : passed < held.length ? 'doubtful' : '';
    const share = held.length === 0 ? 'n/a' : `${passed}/${held.length}`;
    return html`<li><a href="#area-${area}">${area}</a> <span class="${style}">${share}</span></li>`;
  });
  return html`<nav aria-label="Areas"><ul class="areas">${areas}</ul></nav>\n`;
}

function levelsHtml(session: StoredSession): Markup {
  const tallies = talliesOf(session);
  const rows = levels.map((level) => {
    const { passed, failed, untestable } = tallies[level];
    return html`<tr><th scope="row">${level}</th><td>${passed}</td><td>${failed}</td><td>${untestable}</td></tr>`;
  });
  return html`<table><caption>Requirements by level</caption><thead><tr><th scope="col">Level</th><th scope="col">passed</th><th scope="col">failed</th><th scope="col">untestable</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function factsHtml({ header, plan, footer, exchanges }: StoredSession): Markup {
  const { live, profile, mode, seed, tag, startedAt, capabilities, undeclared, version } = header;
  const facts: readonly (readonly [string, string])[] = [
    ['Target', live ? 'live' : 'local'],
    ['Profile', profile],
    ['Mode', `${mode}, seed ${seed}, tag ${tag}`],
    ['Capabilities', capabilities.join(', ') || 'none'],
    ...(undeclared.length > 0 ? [['Undeclared but answering', undeclared.join(', ')] as const] : []),
    ['Began', startedAt],
    ...(plan
      ? [['Planned', `${plan.checks} checks, ${plan.sequences} sequences, ${plan.races} races`] as const]
      : []),
    ...(footer ? footerFacts(footer, lasts(header)) : [['Requests', String(exchanges.length)] as const]),
    ['Checker', `conform ${version}`],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function footerFacts(
  footer: NonNullable<StoredSession['footer']>,
  lasting: boolean,
): readonly (readonly [string, string])[] {
  const { requests, ms, lag, tolerated, flaky, skipped, notApplicable, warnings, runsLeft, left, exitCode } =
    footer;
  const remains = [...(lasting && runsLeft > 0 ? [counted(runsLeft, 'run record')] : []), ...left];
  return [
    ['Requests', `${requests} in ${(ms / 1000).toFixed(1)} s`],
    ['Read after write', `median ${lag.median} ms, p95 ${lag.p95} ms, at most ${lag.max} ms`],
    [
      'Besides',
      `${warnings} warnings, ${tolerated} tolerated, ${flaky} flaky, ${skipped} skipped, ${notApplicable} not applicable`,
    ],
    ...(remains.length > 0 ? [['Left at the target', remains.join(', ')] as const] : []),
    ['Exit code', String(exitCode)],
  ];
}
