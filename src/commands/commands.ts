/** The commands and their options, as data: what `--help` shows and what the command line may say. */
import type { ExitCode } from './exit-codes.ts'

export type Option = {
  readonly type: 'string' | 'boolean'
  /** How its value is called in the help. */
  readonly value?: string
  readonly says: string
}

export type Command = {
  readonly arguments: string
  readonly summary: string
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  /** What it may end with, besides 0 and 2. */
  readonly exits: readonly ExitCode[]
  /** Only these many arguments make sense. */
  readonly least?: number
  readonly most?: number
  /** Loaded when it is called, so that `--help` costs nothing. */
  readonly load: () => Promise<Run>
}

/** What the command line said, options by name. */
export type Said = { readonly arguments: readonly string[]; readonly options: Readonly<Record<string, string | boolean | undefined>> }

/** The world a command acts in. */
export type World = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  /** Set when the user or the system asks the command to end. */
  readonly interrupted: AbortSignal
  /** From now on an interrupt only sets that: the command ends by itself. */
  readonly endsItself: () => void
  /** Runs a task to its end even when the user interrupts meanwhile. */
  readonly uninterrupted: (task: () => Promise<void>) => Promise<void>
}

/** Does a command, and gives its exit code. */
export type Run = (said: Said, world: World) => Promise<number>

const config: Option = { type: 'string', value: 'FILE', says: 'the configuration (default stillthere.yaml when it exists)' }
const reports: Option = { type: 'string', value: 'DIR', says: 'where memory and reports are (default reports)' }
const noMail: Option = { type: 'boolean', says: 'send no mail' }
const failOn: Option = { type: 'string', value: 'never|new|any', says: 'exit 1 on new or on any believed problems (default never)' }
const json: Option = { type: 'boolean', says: 'print JSON for machines on stdout, and nothing else there' }
const sarif: Option = { type: 'string', value: 'FILE', says: 'write the problems as SARIF, for code scanning' }
const junit: Option = { type: 'string', value: 'FILE', says: 'write every link as a JUnit test case' }
const at: Option = { type: 'string', value: 'ISO-8601', says: 'the time taken as now (default: the clock)' }
const quiet: Option = { type: 'boolean', says: 'no progress and no summary' }
const lang: Option = { type: 'string', value: 'en|zh-CN', says: 'the language of report and mail' }

/** Of the commands that conclude a night. */
const concluding = { 'no-mail': noMail, json, sarif, junit, 'fail-on': failOn, lang }

/** One word of a command alone has this option. */
const forEnqueue = (option: Option): Option => ({ ...option, says: `enqueue: ${option.says}` })

/** In the order in which a newcomer meets them. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  check: {
    arguments: '[PATH…]',
    summary: 'probe every link of the catalogue and write the reports',
    about:
      'One night: reads the catalogue (default: registry/), probes every download link politely, remembers what it found in\n' +
      'reports/status.json and writes the report for people, reports/README.md.',
    options: {
      reports,
      config,
      at,
      host: { type: 'string', value: 'ID[,ID…]', says: 'only these hosts; the others keep what is known' },
      shard: { type: 'string', value: 'I/N', says: 'only this part of the hosts, for merge' },
      'dry-run': { type: 'boolean', says: 'probe and print; write and send nothing' },
      ...concluding,
      quiet,
    },
    exits: [1, 3, 4, 130],
    load: async () => (await import('./check.ts')).check,
  },
  explain: {
    arguments: 'URL',
    summary: 'probe one URL and show the verdict with its evidence',
    about: 'Probes one URL as `check` would and shows what was asked, what was answered and what follows from it. Writes nothing.',
    options: { config, json, lang },
    least: 1,
    most: 1,
    exits: [3, 130],
    load: async () => (await import('./explain.ts')).explain,
  },
  hosts: {
    arguments: '',
    summary: 'list the hosts that have a checker of their own',
    about: 'The host checkers: id, URL forms, pace and the controls each must pass every night before its word counts.',
    options: { config, json },
    most: 0,
    exits: [],
    load: async () => (await import('./hosts.ts')).hosts,
  },
  lint: {
    arguments: '[PATH…]',
    summary: 'what is wrong with the catalogue as text, without any network',
    about:
      'Reads the catalogue (default: registry/; also .md, .html, .csv files) and tells what is wrong with it, as lines of\n' +
      'file:line:column rule message → suggestion. Exits with 1 when there is an error among them.',
    options: { config, json },
    exits: [1],
    load: async () => (await import('./lint.ts')).lintCatalogue,
  },
  import: {
    arguments: 'FILE --out DIR',
    summary: 'turn a Markdown, Notion, CSV or HTML catalogue into registry files',
    about:
      'Writes the datasets of a list (.md, .html, .csv, .tsv) as registry files into a new folder, a file for each heading. What had to\n' +
      'be guessed, and links that are none of the catalogue, are told with file, line and column.',
    options: {
      out: { type: 'string', value: 'DIR', says: 'the folder to write to; it must be new or empty' },
      'one-file': { type: 'boolean', says: 'one file for all datasets, with their groups' },
    },
    least: 1,
    most: 1,
    exits: [],
    load: async () => (await import('./import.ts')).importList,
  },
  fix: {
    arguments: '[PATH…]',
    summary: 'write the certain replacements into the catalogue',
    about:
      'Writes the certain replacements that the last `check` found into the files of the catalogue (default: registry/; also .md, .html,\n' +
      '.csv files) and changes nothing else in them. What has to be replaced by hand is told with file and line.',
    options: {
      'dry-run': { type: 'boolean', says: 'print the patch; write nothing' },
      reports,
      config,
    },
    exits: [],
    load: async () => (await import('./fix.ts')).fix,
  },
  merge: {
    arguments: 'DIR…',
    summary: 'join the parts of a night that was checked in several places',
    about:
      'Joins what `check --shard I/N --reports DIR` left in the folders into one night, and concludes it as one: memory, reports,\n' +
      'digest. A part that is missing leaves its links as they were.',
    options: {
      reports,
      config,
      ...concluding,
      quiet: { type: 'boolean', says: 'no summary' },
    },
    least: 1,
    exits: [1, 4, 130],
    load: async () => (await import('./merge.ts')).merge,
  },
  fleet: {
    arguments: 'enqueue|work [PATH…]',
    summary: 'check with several machines of your own, by a queue on Redis',
    about:
      'enqueue puts the hosts of a night into the queue, waits until they are asked, and then remembers, reports and mails as `check`\n' +
      'does. Started again in the same night, it goes on with what is there. work stays up on any machine and asks hosts, each of\n' +
      'them whole; it needs no catalogue and writes nothing but its own cache. Both find the queue by REDIS_URL and need:\n' +
      'npm install bullmq ioredis',
    options: {
      config,
      reports: forEnqueue(reports),
      at: forEnqueue(at),
      'no-mail': forEnqueue(noMail),
      json,
      'fail-on': forEnqueue(failOn),
      lang,
      quiet: forEnqueue(quiet),
      patience: { type: 'string', value: 'SECONDS', says: 'work: give the hosts of a worker that is silent this long to another (default 30)' },
    },
    least: 1,
    exits: [1, 3, 4, 130],
    load: async () => (await import('./fleet.ts')).fleet,
  },
  watch: {
    arguments: '[PATH…]',
    summary: 'stay up and run `check` on a schedule',
    about:
      'Runs `check` whenever the schedule of the configuration says so (cron expression and time zone), and at once if a night was\n' +
      'missed, until it is interrupted. Catalogue and configuration are read anew every night; a new schedule needs a restart.',
    options: {
      reports,
      config,
      'no-mail': noMail,
      lang,
    },
    exits: [130],
    load: async () => (await import('./watch.ts')).watch,
  },
  'mail-test': {
    arguments: '',
    summary: 'send a sample of the nightly mail',
    about: 'Sends a sample digest from mail.from to mail.to of the configuration, through the server that SMTP_URL names.',
    options: { config, lang },
    most: 0,
    exits: [4],
    load: async () => (await import('./mail-test.ts')).mailTest,
  },
  record: {
    arguments: 'URL',
    summary: 'save the exchanges of a probe as a test fixture',
    about:
      'Probes one URL as `check` would and prints the exchanges as a fixture for the tests of its checker, with stand-ins in place of\n' +
      'codes, cookies, tokens and signatures.',
    options: { out: { type: 'string', value: 'FILE', says: 'write the fixture there instead of printing it' }, config },
    least: 1,
    most: 1,
    exits: [3, 130],
    load: async () => (await import('./record.ts')).record,
  },
}
