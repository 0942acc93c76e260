import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../infra/constructs/setting.ts';
import { at, listOf, rows, target, type Law } from '../template.ts';

export const everyFunctionsLogEnds: Law = (system) => {
  const logs = rows(system, 'AWS::Logs::LogGroup');
  const endless = logs
    .filter((it) => typeof at(it.properties, 'RetentionInDays') !== 'number')
    .map((it) => `${it.id} keeps logs for ever`);
  const loose = rows(system, 'AWS::Lambda::Function')
    .filter(
      (it) => !logs.some((log) => log.id === target(system, at(it.properties, 'LoggingConfig', 'LogGroup'))),
    )
    .map((it) => `${it.id} logs to a group nobody described`);
  return [...endless, ...loose];
};

export const everyFunctionIsNamedAndTimed: Law = (system) =>
  rows(system, 'AWS::Lambda::Function').flatMap((it) => {
    const entry = at(it.resource.Metadata, 'Portal', 'entry');
    return [
      ...(typeof entry === 'string' && entry.startsWith('functions/')
        ? []
        : [`${it.id} does not say its entry`]),
      ...(typeof at(it.properties, 'Timeout') === 'number' ? [] : [`${it.id} has no timeout of its own`]),
      ...(at(it.properties, 'Runtime') === 'nodejs24.x' ? [] : [`${it.id} does not run on Node 24`]),
    ];
  });

export const everyFunctionIsWatched: Law = (system) => {
  const watched = new Set(
    rows(system, 'AWS::CloudWatch::Alarm')
      .filter((alarm) => at(alarm.properties, 'MetricName') === 'Errors')
      .flatMap((alarm) => listOf(at(alarm.properties, 'Dimensions')))
      .map((dimension) => target(system, at(dimension, 'Value'))),
  );
  return rows(system, 'AWS::Lambda::Function')
    .filter((it) => !watched.has(it.id))
    .map((it) => `${it.id} may fail unseen`);
};

export const everyAlarmHelpsWhoeverWakes: Law = (system) =>
  rows(system, 'AWS::CloudWatch::Alarm').flatMap((alarm) => {
    const text = at(alarm.properties, 'AlarmDescription');
    const runbook =
      typeof text === 'string' ? /Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(text)?.[1] : undefined;
    return [
      ...(runbook && existsSync(join(root, runbook)) ? [] : [`${alarm.id} names no runbook that exists`]),
      ...(listOf(at(alarm.properties, 'AlarmActions')).length > 0 ? [] : [`${alarm.id} tells nobody`]),
    ];
  });

/** Domain time comes from the plan, in the province's own clock. */
export const everyScheduleSaysItsTime: Law = (system) => {
  const schedules = rows(system, 'AWS::Scheduler::Schedule');
  const bad = schedules.filter(
    (it) =>
      at(it.properties, 'ScheduleExpressionTimezone') !== 'Asia/Ho_Chi_Minh' ||
      at(it.properties, 'Target', 'Input') !== '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
  );
  return schedules.length > 0
    ? bad.map((it) => `${it.id} does not pass its planned instant`)
    : ['nothing is scheduled'];
};

/** The layer holds binaries of one machine: what takes it must run there. */
export const nativeCodeMeetsItsMachine: Law = (system) => {
  const layered = rows(system, 'AWS::Lambda::Function').filter(
    (it) => listOf(at(it.properties, 'Layers')).length > 0,
  );
  return layered.length > 0
    ? layered
        .filter((it) => JSON.stringify(at(it.properties, 'Architectures')) !== '["x86_64"]')
        .map((it) => `${it.id} would load x64 code elsewhere`)
    : ['nothing takes the layer of the engine'];
};
