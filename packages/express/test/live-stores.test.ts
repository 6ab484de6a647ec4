import { onPostgres, onSqlite } from '../../http/test/api/stores.ts';
import { describeLiveOn } from '../../http/test/live/describe-live.ts';
import { serveLive } from './mount.ts';

describeLiveOn('Express 5 on SQLite', serveLive, onSqlite);
describeLiveOn('Express 5 on PostgreSQL', serveLive, onPostgres());
