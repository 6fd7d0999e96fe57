/** One night with something of everything, for the tests of the reports. */
import { type View, view } from '#report/view.ts'
import { dataset, documentOf, host, NIGHT, open, record, suspected } from '../support/document.ts'

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const CHEST = 'https://www.kaggle.com/datasets/nih-chest-xrays/data/data'
const SHARED = 'https://www.cancerimagingarchive.net/collection/lung-pet-ct-dx/'

export const datasets = [
  dataset('MSD Lung', 'CT', [LUNG], {
    task: ['分割'],
    region: '肺',
    format: '3D',
    count: '96',
    position: { file: 'registry/ct.yaml', line: 4, column: 5 },
  }),
  dataset('ChestXray', 'CT', [CHEST, { url: 'https://nihcc.app.box.com/v/ChestXray', paused: 'mirror is being rebuilt' }], {
    task: ['分类', '检测'],
    region: '肺病灶',
    count: '112,120',
  }),
  dataset('Lung PET-CT Dx', 'CT', [SHARED]),
  dataset('MURA', 'CT', ['https://orion.hyper.ai/tracker/magnet?torr']),
  dataset('SNOW(合成)', '病理', []),
  dataset('GasHisSDB', '病理', ['https://gitee.com/neuhwm/GasHisSDB']),
  dataset('MHIST', '病理', ['https://bmirds.github.io/MHIST/']),
  dataset('BCNB', '病理', ['https://bcnb.example.org/']),
  dataset('Lung PET-CT Dx', 'PET', [SHARED]),
  dataset('OLIVES', 'PET', ['https://zenodo.org/records/7105232']),
]

const records = [
  record(LUNG, 'removed', {
    host: 'baidu-pan',
    detail: 'share/list errno -7',
    since: '2026-11-22T19:17:00.000Z',
    lastAlive: '2026-11-21T19:17:00.000Z',
    incident: open('2026-11-23T19:17:00.000Z', '2026-11-22T19:17:00.000Z'),
    evidence: [
      { method: 'POST', url: 'https://pan.baidu.com/share/verify?surl=rBuPSrmkejpYFA321er20A', status: 200 },
      { method: 'GET', url: 'https://pan.baidu.com/share/list?shorturl=rBuPSrmkejpYFA321er20A', status: 200 },
    ],
  }),
  record('https://orion.hyper.ai/tracker/magnet?torr', 'incomplete-url', {
    host: 'hyper-ai',
    detail: 'the torrent number is missing',
    incident: open('2026-11-01T19:17:00.000Z'),
    since: '2026-11-01T19:17:00.000Z',
    replacement: { url: 'https://hyper.ai/datasets/19082', certain: false, why: 'a dataset of the same name' },
  }),
  record(CHEST, 'challenged', {
    host: 'kaggle',
    detail: 'Cloudflare (HTTP 403)',
    since: '2026-11-22T19:17:00.000Z',
    lastAlive: '2026-11-21T19:17:00.000Z',
    evidence: [{ method: 'GET', url: CHEST, status: 403 }],
  }),
  record(SHARED, 'listed', { host: 'tcia', warnings: ['moved'], replacement: { url: `${SHARED}v2/`, certain: true, why: 'same collection' } }),
  record('https://gitee.com/neuhwm/GasHisSDB', 'login-required', { host: 'gitee', since: '2026-10-02T19:17:00.000Z' }),
  record('https://bmirds.github.io/MHIST/', 'timeout', {
    since: NIGHT,
    lastAlive: '2026-11-22T19:17:00.000Z',
    incident: suspected(NIGHT),
    evidence: [{ method: 'GET', url: 'https://bmirds.github.io/MHIST/', failure: 'timeout' }],
  }),
  record('https://bcnb.example.org/', 'rate-limited', {
    since: '2026-11-20T19:17:00.000Z',
    lastAlive: '2026-11-10T19:17:00.000Z',
    incident: open('2026-11-15T19:17:00.000Z', '2026-11-14T19:17:00.000Z'),
    evidence: [{ method: 'GET', url: 'https://bcnb.example.org/', status: 429 }],
  }),
  record('https://zenodo.org/records/7105232', 'listed', { host: 'zenodo' }),
]

const hosts = [
  host('baidu-pan', 'Baidu Netdisk', { controls: { present: 'none', absent: 'ok' } }),
  host('gitee', 'Gitee'),
  host('hyper-ai', 'hyper.ai'),
  host('kaggle', 'Kaggle', { trusted: false, controls: { present: 'unanswered', absent: 'failed' } }),
  host('tcia', 'The Cancer Imaging Archive'),
  host('zenodo', 'Zenodo'),
]

/** The night as its reader sees it. */
export const viewed = (startedAt = NIGHT): View =>
  view(documentOf(datasets, records, { hosts, run: { startedAt } }), datasets, { title: '医学图像开源数据集' })
