import { onPostgres, onSqlite } from '../../http/test/api/stores.ts';
import { describeLive, describeLiveOn } from '../../http/test/live/describe-live.ts';
import { serveLive } from './mount.ts';

describeLive('Express 5', serveLive);
describeLiveOn('Express 5 on SQLite', serveLive, onSqlite);
describeLiveOn('Express 5 on PostgreSQL', serveLive, onPostgres());
