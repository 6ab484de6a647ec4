import type { Claim } from '../model/claim.ts';
import { quoted } from './shell.ts';

/** A claim in the shell: what is compared with (`want`), a condition, and what was there instead. */
export interface ScriptedClaim {
  /** A shell word of JSON. */
  readonly want: string;
  readonly holds: string;
  readonly got: string;
}

export function scripted(claim: Claim): ScriptedClaim {
  switch (claim.about) {
    case 'status':
      return ofStatus(claim.among.map((each) => `[ "$status" = ${each} ]`).join(' || '));
    case 'refusal':
      return ofStatus('[[ "$status" == 4?? ]]');
    case 'run':
      return {
        want: `"\\"$${claim.run}\\""`,
        ...looking('.run.id == $want', 'a.run?.id === want', '.run.id', 'a.run?.id'),
      };
    case 'shown': {
      const [jq, js] = keyOf(claim.key);
      return {
        want: quoted(JSON.stringify(claim.among)),
        ...looking(
          `${jq} as $shown | any($want[]; . == $shown)`,
          `want.some((w) => JSON.stringify(w) === JSON.stringify(${js} ?? null))`,
          jq,
          js,
        ),
      };
    }
    case 'presence':
      return ofRun(
        claim.key,
        `(.run | has("${claim.key}")) == ${claim.present}`,
        `("${claim.key}" in a.run) === ${claim.present}`,
      );
    case 'text': {
      const [jq, js] = keyOf(claim.key);
      return ofRun(claim.key, `(${jq} | type) == "string"`, `typeof ${js} === "string"`);
    }
    case 'kept': {
      const [jq, js] = keyOf(claim.key);
      return { want: '"$kept"', ...looking(`${jq} == $want`, `(${js} ?? null) === want`, jq, js) };
    }
    case 'entry': {
      const want = quoted(JSON.stringify(claim.message));
      return {
        want,
        ...looking(
          '.runLog.message == $want',
          'a.runLog?.message === want',
          '.runLog.message',
          'a.runLog?.message',
        ),
      };
    }
    case 'list': {
      const { key } = claim;
      return { want: 'null', ...looking(`(.${key} | type) == "array"`, `Array.isArray(a.${key})`, '.', 'a') };
    }
    case 'logged': {
      const jq = '[.runLogs[]? | select(.message == $want.message)] | length';
      const js = 'a.runLogs.filter((l) => l.message === want.message).length';
      const want = quoted(JSON.stringify({ message: claim.message, times: claim.times }));
      return { want, ...looking(`(${jq}) == $want.times`, `${js} === want.times`, jq, js) };
    }
    case 'listed': {
      const jq = 'any(.runs[]?; .id == $want)';
      const js = 'a.runs.some((r) => r.id === want)';
      return {
        want: `"\\"$${claim.run}\\""`,
        ...looking(`(${jq}) == ${claim.listed}`, `(${js}) === ${claim.listed}`, jq, js),
      };
    }
    case 'tied': {
      const [action, entity] = claim.record.split(' ');
      const jq = `[.audits[]? | select(.action == "${action}" and .context.entity == $want)] | length`;
      const js = `a.audits.filter((r) => r.action === "${action}" && r.context?.entity === want).length`;
      return {
        want: `"\\"$${entity}\\""`,
        ...looking(`(${jq}) == ${claim.times}`, `${js} === ${claim.times}`, jq, js),
      };
    }
  }
}

/** A key of the run, null when it is not there. */
export function keyOf(key: string): readonly [jq: string, js: string] {
  return [`.run.${key}`, `a.run?.${key}`];
}

function ofRun(key: string, jq: string, js: string): ScriptedClaim {
  return { want: 'null', ...looking(jq, js, ...keyOf(key)) };
}

function ofStatus(holds: string): ScriptedClaim {
  return { want: 'null', holds, got: '$status' };
}

function looking(jq: string, js: string, jqGot: string, jsGot: string): Omit<ScriptedClaim, 'want'> {
  return {
    holds: `[ "$(json ${quoted(jq)} ${quoted(js)})" = true ]`,
    got: `$(json ${quoted(jqGot)} ${quoted(jsGot)})`,
  };
}
