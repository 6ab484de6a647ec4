import type { Audit } from '../api/types.ts';
import { plain } from '../parts/plain.ts';
import { differences } from './diff.ts';

/** Before and after, side by side, of what differs. */
export function DiffTable({ diff: { before, after } }: { readonly diff: Audit['diff'] }) {
  const rows = differences(before, after);
  if (rows.length === 0) return <p class="note">Nothing differs.</p>;
  return (
    <table class="diff">
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.path}>
            <th scope="row">{plain(row.path)}</th>
            <Side text={row.before} sign="−" kind="removed" />
            <Side text={row.after} sign="+" kind="added" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SideProps {
  readonly text: string | undefined;
  readonly sign: string;
  readonly kind: string;
}

function Side({ text, sign, kind }: SideProps) {
  if (text === undefined) return <td class="muted">–</td>;
  return (
    <td class={kind}>
      <span aria-hidden="true">{sign} </span>
      {plain(text)}
    </td>
  );
}
