import { Link } from 'wouter-preact';
import { pageOf } from '../parts/nav.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        <Link href={pageOf.runs}>Go to the runs</Link>
      </p>
    </>
  );
}
