/** The configuration: defaults, the file, the environment, the command line, and complaints about each. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ConfigSource, paceOf, readConfig } from '../src/config.ts'
import { complaintsOf } from './support/complaints.ts'

const config = (source: Partial<ConfigSource> = {}) =>
  readConfig({ file: 'stillthere.yaml', env: {}, hosts: ['baidu-pan', 'kaggle', 'generic'], ...source })
const complaints = (source: Partial<ConfigSource>) => complaintsOf(() => config(source))

describe('without a file', () => {
  it('everything has its default', () => {
    expect(config()).toEqual({
      title: 'Dataset catalogue',
      catalogue: ['registry'],
      reports: 'reports',
      lang: 'en',
      schedule: { cron: '17 19 * * *', timezone: 'UTC' },
      confirm: { gone: 2, unreachable: 3, silence: 7 },
      recheck: { alive: 1 },
      mail: { to: [], remindDays: 14 },
      concurrency: 32,
      timeout: 20_000,
      userAgent: 'stillthere/1.0 (link monitor for dataset catalogues)',
      allow: [],
      hosts: new Map(),
      ignore: [],
      secrets: new Map(),
      proxy: {},
      vantage: 'local',
    })
  })

  it.each(['', '# only comments\n', '---\n'])('and %j says no more than no file', (text) => {
    expect(config({ text })).toEqual(config())
  })
})

describe('the file', () => {
  it('says everything that the contract names', () => {
    const text = `title: 医学图像开源数据集
catalogue: [registry, more/list.yaml]
reports: out
cache: .answers
lang: zh-CN
schedule: { cron: "5 3 * * 1-5", timezone: Asia/Shanghai }
confirm: { gone: 1, unreachable: 2, silence: 3 }
recheck: { alive: 7 }
mail: { from: monitor@example.org, to: [you@example.org], remindDays: 7 }
concurrency: 8
timeout: 2.5
userAgent: "stillthere/1.0 (+https://example.org; you@example.org)"
network: { allow: [127.0.0.0/8, "::1/128"] }
hosts:
  "*": { concurrency: 2, spacing: 1 }
  baidu-pan: { spacing: 3 }
ignore: [https://example.org/mirror/*]
`
    const { ignore, ...rest } = config({ text })
    expect(rest).toMatchObject({
      title: '医学图像开源数据集',
      catalogue: ['registry', 'more/list.yaml'],
      reports: 'out',
      cache: '.answers',
      lang: 'zh-CN',
      schedule: { cron: '5 3 * * 1-5', timezone: 'Asia/Shanghai' },
      confirm: { gone: 1, unreachable: 2, silence: 3 },
      recheck: { alive: 7 },
      mail: { from: 'monitor@example.org', to: ['you@example.org'], remindDays: 7 },
      concurrency: 8,
      timeout: 2500,
      userAgent: 'stillthere/1.0 (+https://example.org; you@example.org)',
      allow: ['127.0.0.0/8', '::1/128'],
    })
    expect(rest.hosts).toEqual(
      new Map([
        ['*', { concurrency: 2, spacing: 1 }],
        ['baidu-pan', { spacing: 3 }],
      ]),
    )
    expect(ignore.map(({ form }) => form)).toEqual(['https://example.org/mirror/*'])
    expect(ignore[0]?.match(new URL('https://example.org/mirror/a/b'))).toBeDefined()
  })

  it('may name some keys of a group, and the others keep their defaults', () => {
    expect(config({ text: 'confirm: { gone: 5 }\nmail: { to: [a@example.org] }' })).toMatchObject({
      confirm: { gone: 5, unreachable: 3, silence: 7 },
      mail: { to: ['a@example.org'], remindDays: 14 },
    })
  })

  it.each([
    ['an unknown key', 'lang: en\ntitel: x', '2:1: Unknown key `titel`. Did you mean `title`?'],
    ['an unknown key in a group', 'mail:\n  form: a@example.org', '2:3: Unknown key `form` in `mail`. Did you mean `from`?'],
    ['a host nobody knows', 'hosts:\n  dropbox: { spacing: 3 }', '2:3: Unknown key `dropbox` in `hosts`. Known here: *, baidu-pan, kaggle, generic.'],
    ['the beginning of a host', 'hosts:\n  baidu: { spacing: 3 }', '2:3: Unknown key `baidu` in `hosts`. Did you mean `baidu-pan`?'],
    ['a slip in the name of a host', 'hosts:\n  kagle: { spacing: 3 }', '2:3: Unknown key `kagle` in `hosts`. Did you mean `kaggle`?'],
    ['an unknown key of a pace', 'hosts:\n  kaggle: { delay: 3 }', '2:13: Unknown key `delay` in `hosts.kaggle`. Known here: concurrency, spacing.'],
    ['a negative spacing', 'hosts: { "*": { spacing: -1 } }', '1:26: `hosts.*.spacing` must be at least 0.'],
    ['a concurrency of nothing', 'concurrency: 0', '1:14: `concurrency` must be at least 1.'],
    ['a timeout in words', 'timeout: 20s', '1:10: `timeout` must be a number, not text.'],
    ['a timeout in milliseconds', 'timeout: 20000', '1:10: `timeout` must be at most 600.'],
    ['a question every other week', 'recheck: { alive: 14 }', '1:19: `recheck.alive` must be at most 7.'],
    ['half a night', 'confirm: { gone: 1.5 }', '1:18: `confirm.gone` must be a whole number, not 1.5.'],
    ['a language without words', 'lang: zh', '1:7: `lang` must be `en` or `zh-CN`, not `zh`. Did you mean `zh-CN`?'],
    ['no catalogue', 'catalogue: []', '1:12: `catalogue` must not be empty.'],
    ['one catalogue without brackets', 'catalogue: registry', '1:12: `catalogue` must be a list, not text. Write it as a list: [registry].'],
    ['a title over two lines', 'title: "a\\nb"', '1:8: `title` must be one line of text.'],
    ['a mail address without @', 'mail: { to: [you] }', '1:14: `mail.to[0]` must be one mail address such as you@example.org.'],
    ['two mail addresses in one', 'mail: { from: "a@b.org,c@d.org" }', '1:15: `mail.from` must be one mail address such as you@example.org.'],
    [
      'an address instead of a range',
      'network: { allow: [10.0.0.1] }',
      '1:20: `network.allow[0]` must be a CIDR range such as 10.0.0.0/8 or fd00::/8.',
    ],
    ['a range too long', 'network: { allow: [10.0.0.0/33] }', '1:20: `network.allow[0]` must be a CIDR range such as 10.0.0.0/8 or fd00::/8.'],
    [
      'a name instead of a range',
      'network: { allow: [localhost/8] }',
      '1:20: `network.allow[0]` must be a CIDR range such as 10.0.0.0/8 or fd00::/8.',
    ],
    [
      'a time zone of another world',
      'schedule: { timezone: Mars/Base }',
      '1:23: `schedule.timezone` must be a time zone such as UTC or Asia/Shanghai.',
    ],
    [
      'half a cron expression',
      'schedule: { cron: "17 19" }',
      '1:19: `schedule.cron` must be five fields: minute, hour, day of the month, month, weekday.',
    ],
    ['a user agent over two lines', 'userAgent: "a\\nb"', '1:12: `userAgent` must be one line of ASCII text: it is sent as an HTTP header.'],
    [
      'a form without a scheme',
      'ignore: [example.org]',
      '1:10: `ignore[0]` must be a URL form such as https://example.org/mirror/* or https://example.org/:name.',
    ],
    ['a group without keys', 'mail:\n  # nothing yet\n', '1:1: `mail` is empty; it must be keys with values.'],
    ['a key twice', 'lang: en\nlang: zh-CN', '2:1: The key `lang` stands here a second time. Remove one of the two.'],
  ])('is told what is wrong, and where: %s', async (_, text, complaint) => {
    expect(await complaints({ text })).toEqual([`stillthere.yaml:${complaint}`])
  })
})

describe('the environment', () => {
  it('gives secrets: GITHUB_TOKEN, and those that checkers declare', () => {
    const env = { GITHUB_TOKEN: 'g', ZENODO_TOKEN: 'z', KAGGLE_KEY: '', OTHER: 'o' }
    expect(config({ env, secrets: ['ZENODO_TOKEN', 'KAGGLE_KEY', 'NOT_SET'] }).secrets).toEqual(
      new Map([
        ['GITHUB_TOKEN', 'g'],
        ['ZENODO_TOKEN', 'z'],
      ]),
    )
  })

  it.each(['smtp://user:password@mail.example.org:587', 'smtps://mail.example.org'])('gives the mail server: %s', (url) => {
    expect(config({ env: { SMTP_URL: url } }).smtpUrl).toBe(url)
  })

  it('gives proxies, in capitals or not, and lower case comes first', () => {
    expect(config({ env: { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:2', NO_PROXY: 'localhost,.cn' } }).proxy).toEqual({
      https: 'http://a:1',
      http: 'http://b:2',
      no: 'localhost,.cn',
    })
    expect(config({ env: { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://c:3', no_proxy: '*', http_proxy: '' } }).proxy).toEqual({
      https: 'http://c:3',
      no: '*',
    })
  })

  it.each([
    [{}, 'local'],
    [{ GITHUB_ACTIONS: 'true' }, 'github-actions'],
    [{ GITHUB_ACTIONS: 'false' }, 'local'],
    [{ GITHUB_ACTIONS: 'true', STILLTHERE_VANTAGE: 'shanghai' }, 'shanghai'],
  ])('says where we look from: %j', (env, vantage) => {
    expect(config({ env }).vantage).toBe(vantage)
  })

  it.each([
    [{ SMTP_URL: 'mail.example.org:secret' }, 'The environment variable SMTP_URL must be a URL such as smtp://user:password@mail.example.org:587.'],
    [
      { SMTP_URL: 'https://user:secret@example.org' },
      'The environment variable SMTP_URL must be a URL such as smtp://user:password@mail.example.org:587.',
    ],
    [{ https_proxy: 'secret.example.org:3128' }, 'The environment variable https_proxy must be a URL such as http://proxy.example.org:3128.'],
    [{ HTTP_PROXY: 'socks5://user:secret@example.org' }, 'The environment variable HTTP_PROXY must be a URL such as http://proxy.example.org:3128.'],
  ])('is told the name of the variable at fault, and never its value', async (env, complaint) => {
    const told = await complaints({ env })
    expect(told).toEqual([complaint])
    expect(told.join()).not.toContain('secret')
  })

  it('and the file are complained about together', async () => {
    expect(await complaints({ text: 'titel: x', env: { SMTP_URL: 'x' } })).toEqual([
      'stillthere.yaml:1:1: Unknown key `titel`. Did you mean `title`?',
      expect.stringContaining('SMTP_URL'),
    ])
  })
})

describe('the command line', () => {
  it('comes before the file', () => {
    const overrides = { catalogue: ['other.yaml'], reports: 'elsewhere', lang: 'en' } as const
    expect(config({ text: 'catalogue: [registry]\nreports: reports\nlang: zh-CN', overrides })).toMatchObject(overrides)
  })
})

describe('the pace of a host', () => {
  const declared = { concurrency: 1, spacing: 1.5 }
  const { hosts } = config({ text: 'hosts: { "*": { concurrency: 2, spacing: 1 }, baidu-pan: { spacing: 3 } }' })

  it.each([
    ['what it declares, when the file says nothing', 'kaggle', config().hosts, declared],
    ['what the file says for all', 'kaggle', hosts, { concurrency: 2, spacing: 1 }],
    ['field by field, what the file says for it', 'baidu-pan', hosts, { concurrency: 2, spacing: 3 }],
  ] as const)('is %s', (_, id, paces, pace) => {
    expect(paceOf(id, declared, paces)).toEqual(pace)
  })
})

it("the project's own stillthere.yaml is a configuration, and holds no address and no secret", () => {
  const text = readFileSync(join(import.meta.dirname, '../stillthere.yaml'), 'utf8')
  const own = config({ text })
  expect(own).toMatchObject({ title: '医学图像开源数据集', lang: 'en', catalogue: ['registry'], mail: { to: [] } })
  expect(own.mail).not.toHaveProperty('from')
})
