import type { Ending, Op } from '../model/op.ts';
import { type RaceProgram, RUN } from './program.ts';

export type Detail = 'statusLabel' | 'link' | 'summary';

/** A call before it is given texts, which tell by their place in the program who sent them. */
export type Drawn =
  | { readonly call: 'patch'; readonly keys: readonly Detail[]; readonly ending?: Ending }
  | { readonly call: 'log'; readonly label: boolean; readonly ending?: Ending }
  | { readonly call: 'get' | 'tie' };

export interface DrawnRace {
  readonly prefix: readonly Drawn[];
  readonly branches: readonly (readonly Drawn[])[];
}

/** The program with texts that tell who sent them. */
export function named({ prefix, branches }: DrawnRace): RaceProgram {
  return {
    prefix: [
      { call: 'create', run: RUN, properties: {} },
      ...prefix.map((drawn, at) => opOf(drawn, `before ${at + 1}`)),
    ],
    branches: branches.map((branch, client) =>
      branch.map((drawn, at) => opOf(drawn, `${clientName(client)}${at + 1}`)),
    ),
  };
}

export function clientName(client: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + client);
}

function opOf(drawn: Drawn, text: string): Op {
  switch (drawn.call) {
    case 'get':
      return { call: 'get', run: RUN };
    case 'tie':
      return { call: 'tie', run: RUN, entity: 'e0', change: 'create' };
    case 'log': {
      const { ending, label } = drawn;
      return {
        call: 'log',
        run: RUN,
        body: {
          message: text,
          ...(ending === undefined ? {} : { terminationStatus: ending }),
          ...(label ? { statusLabel: text } : {}),
        },
      };
    }
    case 'patch': {
      const { ending, keys } = drawn;
      const value = (key: Detail) =>
        key === 'link' ? `https://ci.example.com/${text.replace(' ', '-')}` : text;
      return {
        call: 'patch',
        run: RUN,
        body: {
          ...(ending === undefined ? {} : { status: ending }),
          ...Object.fromEntries(keys.map((key) => [key, value(key)])),
        },
      };
    }
  }
}
