import express from 'express';
import { berthTarget } from '../../http/test/api/berth-target.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { onPostgres, onSqlite } from '../../http/test/api/stores.ts';
import { expressServe } from './mount.ts';

const postgres = onPostgres();

describeConformance((profile) => berthTarget('Express on SQLite', profile, expressServe(express), onSqlite));
describeConformance((profile) =>
  berthTarget('Express on PostgreSQL', profile, expressServe(express), postgres),
);
