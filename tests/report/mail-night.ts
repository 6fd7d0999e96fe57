/** A night with news of every kind, for the tests of the mail. */
import type { Digest, Message } from '#model/mail.ts'
import { type MessageOptions, message } from '#report/mail.ts'
import { dataset, digest, documentOf, host, NIGHT, open, record } from '../support/document.ts'

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const PATIENTS = ['a', 'b', 'c'].map((name) => `https://gitee.com/neuhwm/${name}`)
const MURA = 'https://orion.hyper.ai/tracker/magnet?torr'
const MHIST = 'https://bmirds.github.io/MHIST/'
const OLIVES = 'https://zenodo.org/records/7105232'
const BCNB = 'https://bcnb.example.org/'
const CHEST = 'https://www.kaggle.com/datasets/nih-chest-xrays/data/data'
const STANDING = 'https://example.org/gone'

const datasets = [
  dataset('MSD Lung', 'CT', [LUNG], { position: { file: 'registry/ct.yaml', line: 4, column: 5 } }),
  dataset('ChestXray', 'CT', [CHEST]),
  dataset('MURA', 'CT', [MURA]),
  ...PATIENTS.map((url, i) =>
    dataset(`GasHisSDB ${i + 1}`, '病理', [url], { position: { file: 'registry/pathology.yaml', line: i + 7, column: 5 } }),
  ),
  dataset('MHIST', '病理', [MHIST]),
  dataset('OLIVES', 'OCT', [OLIVES]),
  dataset('BCNB', '病理', [BCNB]),
  dataset('SNOW(合成)', '病理', [STANDING]),
  dataset('Lung PET-CT Dx', 'PET', [LUNG], { position: { file: 'registry/pet.yaml', line: 2, column: 5 } }),
]

const records = {
  lung: record(LUNG, 'removed', {
    host: 'baidu-pan',
    detail: 'share/list errno -7',
    since: '2026-11-22T19:17:00.000Z',
    lastAlive: '2026-11-21T19:17:00.000Z',
    incident: { ...open(NIGHT, '2026-11-22T19:17:00.000Z'), notifiedAt: null },
    replacement: { url: 'https://pan.baidu.com/s/1newShareOfTheSame', certain: false, why: 'a share of the same name' },
    evidence: [{ method: 'GET', url: 'https://pan.baidu.com/share/list?shorturl=rBuPSrmkejpYFA321er20A', status: 200 }],
  }),
  patients: PATIENTS.map((url, i) =>
    record(url, 'not-found', {
      host: 'gitee',
      lastAlive: i === 0 ? null : '2026-11-21T19:17:00.000Z',
      incident: { ...open(NIGHT, '2026-11-22T19:17:00.000Z'), notifiedAt: null },
      replacement: i === 1 ? { url: 'https://gitee.com/neuhwm/new', certain: true, why: 'the host redirects there' } : null,
      evidence: [{ method: 'GET', url, status: 404 }],
    }),
  ),
  mura: record(MURA, 'incomplete-url', { host: 'hyper-ai', detail: 'the torrent number is missing', incident: open('2026-11-09T19:17:00.000Z') }),
  mhist: record(MHIST, 'served', { evidence: [{ method: 'GET', url: MHIST, status: 200 }] }),
  olives: record(OLIVES, 'login-required', { host: 'zenodo', evidence: [{ method: 'GET', url: OLIVES, status: 401 }] }),
  bcnb: record(BCNB, 'rate-limited', {
    since: '2026-11-20T19:17:00.000Z',
    lastAlive: '2026-11-10T19:17:00.000Z',
    incident: open('2026-11-09T19:17:00.000Z', '2026-11-08T19:17:00.000Z'),
    evidence: [{ method: 'GET', url: BCNB, status: 429 }],
  }),
  chest: record(CHEST, 'challenged', {
    host: 'kaggle',
    detail: 'Cloudflare (HTTP 403)',
    lastAlive: '2026-11-15T19:17:00.000Z',
    silence: { since: '2026-11-16T19:17:00.000Z', notifiedAt: null },
    evidence: [{ method: 'GET', url: CHEST, failure: 'timeout' }],
  }),
  standing: record(STANDING, 'not-found', { incident: open('2026-11-20T19:17:00.000Z') }),
}

export const document = documentOf(datasets, Object.values(records).flat(), {
  hosts: [
    host('baidu-pan', 'Baidu Netdisk'),
    host('gitee', 'Gitee'),
    host('hyper-ai', 'hyper.ai'),
    host('kaggle', 'Kaggle'),
    host('zenodo', 'Zenodo'),
  ],
})

const known = (url: string) => document.links.filter((link) => link.url === url)

/** The night's news, for somebody who gets all of it. */
export const news: Digest = digest({
  opened: [...known(LUNG), ...PATIENTS.flatMap(known)],
  resolved: [MHIST, OLIVES].flatMap(known).map((link) => ({ link, brokenSince: '2026-11-18T19:17:00.000Z', openedAt: '2026-11-19T19:17:00.000Z' })),
  silent: known(CHEST),
  reminded: [MURA, BCNB].flatMap(known),
  standing: known(STANDING),
})

export const TITLE = '医学图像开源数据集'
export const REPORT = 'https://example.org/catalogue/tree/main/reports'

/** The mail about some news, in English unless a test wants otherwise. */
export const mail = (about: Digest, more: Partial<MessageOptions> = {}): Message =>
  message(about, { document, title: TITLE, lang: 'en', from: 'monitor@example.org', tells: [], reportUrl: REPORT, ...more })
