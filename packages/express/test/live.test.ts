import { describeLive } from '../../http/test/live/describe-live.ts';
import { serveLive } from './mount.ts';

describeLive('Express 5', serveLive);
