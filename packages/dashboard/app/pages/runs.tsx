import { usePageTitle } from '../parts/page-title.ts';
import { RunsHistory } from '../runs/history.tsx';

export function RunsPage() {
  usePageTitle('Runs');
  return (
    <div class="fill">
      <h1>Runs</h1>
      <RunsHistory label="Runs" />
    </div>
  );
}
