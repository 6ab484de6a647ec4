import { bodyTo, faulty, refusalOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, approveRun, executeAction, patchRun } from './routes.ts';
import { hasEnded, isEnding, omit, pick, runAsked } from './runs.ts';
import { logRules, patchRules, soundPart } from './sound.ts';
import { bodyOf, withJson } from './wire.ts';

/** What is taken of a PATCH that should be refused. */
export const runPatchRefusedMutants: readonly Mutant[] = [
  {
    name: 'statusEnumOpen',
    about: 'a PATCH with a status that there is not is taken, without the status',
    caughtBy: ['RUN-PATCH-003', 'RUN-PATCH-018', 'RUN-STATE-004'],
    wrap: faulty(() => [bodyTo(patchRun, (body) => (isEnding(body.status) ? body : omit(body, 'status')))]),
  },
  {
    name: 'typesCoerced',
    about: 'objects and lists are taken for texts, as JSON',
    caughtBy: ['RUN-PATCH-015', 'RUN-PATCH-018', 'RUN-LOG-003'],
    wrap: faulty(() => {
      const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
      const texts = (body: object, ...names: readonly string[]) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [name, names.includes(name) ? text(value) : value]),
        );
      return [
        bodyTo(patchRun, ({ link, ...body }) => ({
          ...texts(body, 'statusLabel', 'summary', 'externalRunId'),
          ...(link === undefined ? {} : { link: Array.isArray(link) ? link.map(text) : text(link) }),
        })),
        bodyTo(addLog, (body) => texts(body, 'message', 'statusLabel')),
      ];
    }),
  },
  {
    name: 'refusalAppliesRest',
    about: 'of a PATCH that is refused for one key the others are set all the same',
    caughtBy: ['RUN-PATCH-014', 'RUN-PATCH-018', 'RUN-STATE-004'],
    wrap: faulty(() => [
      refusalOf(patchRun, async (asked, ask, refused) => {
        const rest = omit(soundPart(bodyOf(asked), patchRules), 'status');
        const some = Object.keys(rest).length > 0;
        if (some && !hasEnded(await runAsked(asked, ask))) await ask(withJson(asked.request, rest));
        return refused;
      }),
    ]),
  },
  {
    name: 'unknownKeysTaken',
    about: 'keys that a body must not have are left out in silence',
    caughtBy: ['RUN-PATCH-014', 'RUN-LOG-005', 'RUN-EXEC-007', 'RUN-APPR-003'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) => pick(body, ...Object.keys(patchRules))),
      bodyTo(addLog, (body) => pick(body, ...Object.keys(logRules))),
      bodyTo(executeAction, (body) => pick(body, 'properties', 'entity')),
      bodyTo(approveRun, (body) => pick(body, 'status', 'description')),
    ]),
  },
];
