import { fakeTarget } from '../../cli/src/conform/fake-target.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';

describeConformance((profile) => fakeTarget(profile));
