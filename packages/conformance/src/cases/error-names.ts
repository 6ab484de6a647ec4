import { expectEqual } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { runsIn } from '../wire/bodies.ts';
import type { Names } from './error-routes.ts';

/** Whether a check whose sentence is about refusals may make something to be refused on. */
export function mayMake(lab: Lab): boolean {
  return lab.has('actions-admin') && !lab.readOnly;
}

/** Names of nothing. */
export function nobody(lab: Lab): Names {
  return {
    run: `r_${lab.name('nope')}`,
    action: lab.name('nope'),
    blueprint: lab.name('nope'),
    entity: lab.name('nope'),
    further: lab.name('nope'),
  };
}

/** An open run of an action of its own and, where there are entities, one in the session's blueprint. */
export async function somebody(lab: Lab): Promise<Names> {
  const action = mayMake(lab) ? await lab.ownAction() : await lab.action();
  const run = await lab.openRun(action);
  const made = { ...nobody(lab), run, action: encodeURIComponent(action) };
  if (!lab.has('entities')) return made;
  const blueprint = await lab.sharedBlueprint();
  return { ...made, entity: await lab.entity(blueprint), blueprint: encodeURIComponent(blueprint) };
}

/** Does something that must change nothing of what is named: run, log, the action's runs, the entity, the missing one. */
export async function untouched(lab: Lab, names: Names, act: () => Promise<void>): Promise<void> {
  await lab.unchanged(names.run, async () => {
    const before = await stateOf(lab, names);
    await act();
    await lab.settled();
    expectEqual(await stateOf(lab, names), before, 'requests that were refused have changed nothing');
  });
}

async function stateOf(lab: Lab, { action, blueprint, entity, further }: Names): Promise<object> {
  const read = async (path: string) => {
    const { status, json } = await lab.get(path);
    return { status, json };
  };
  const entityIn = `/blueprints/${blueprint}/entities`;
  return {
    // Of an action that others execute too nothing can be said.
    ...(mayMake(lab) ? { runs: runsIn(await lab.get(`/actions/runs?action=${action}`)).map(idOf) } : {}),
    ...(lab.has('entities')
      ? {
          entity: await read(`${entityIn}/${entity}`),
          further: (await read(`${entityIn}/${further}`)).status,
        }
      : {}),
  };
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
