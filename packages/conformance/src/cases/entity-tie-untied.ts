import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus } from '../check/expect.ts';
import { auditsAt, contextOf } from './audit-records.ts';
import { entitiesOf } from './entity-tie-writes.ts';

export const entityTieUntiedChecks: readonly Check[] = [
  {
    id: 'ENT-TIE-010',
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.blueprint(), lab.openRun()]);
      const all = entitiesOf(blueprint);
      const [one, two] = [lab.name('one'), lab.name('two')];
      await expectStatus(201, lab.post(`${all}?upsert=false`, { identifier: one, properties: {} }));
      await expectStatus(200, lab.put(`${all}/${one}`, { identifier: one, title: 'put', properties: {} }));
      await expectStatus(200, lab.patch(`${all}/${one}`, { title: 'patched' }));
      // Terraform and the Kubernetes exporter send it empty with every write.
      const empty = await lab.post(`${all}?upsert=true&run_id=`, { identifier: two, properties: {} });
      lab.should(empty.status < 300, `an empty run_id counts as none: POST is answered with ${empty.status}`);
      await expectStatus(200, lab.delete(`${all}/${one}?delete_dependents=false`));
      await lab.settled();
      expectEqual(await lab.affected(run), [], 'without run_id nothing is tied to a run that is open');
      for (const record of await auditsAt(lab, `resources=entity&blueprint=${blueprint}`)) {
        const { entity, runId = null } = contextOf(record);
        if (entity !== one && entity !== two) continue;
        expectEqual(runId, null, 'the record of a change without run_id names no run');
      }
    },
  },
];
