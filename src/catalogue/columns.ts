/** What the columns of a catalogue's table hold, by their headers in English and in Chinese. */
import { damagedForms, withoutLosses } from './damage.ts'

/** In each list the plainest words; headers are also known by their last or first word, or by their end. */
const WORDS = {
  name: 'dataset, datasets, data set, dataset name, name, title, collection, 数据集名称, 数据集名, 数据集, 名称, 名字, 标题',
  task: 'task, tasks, task type, application, 任务类型, 任务, 用途, 类型',
  region: 'region, organ, organs, body part, anatomy, anatomical region, disease, 部位, 身体部位, 器官, 疾病, 病种, 区域',
  format: 'format, formats, file format, dimension, dimensions, dim, 格式, 维度, 数据格式',
  count: 'count, number, size, samples, cases, images, subjects, patients, amount, quantity, 数量, 样本数, 样本量, 数据量, 例数, 规模, 大小',
  passcode: 'passcode, password, pwd, code, extraction code, access code, 提取码, 密码, 访问码, 口令',
  link: 'link, links, url, urls, download, downloads, source, website, homepage, mirror, mirrors, address, access, 下载链接, 链接, 下载地址, 地址, 下载, 网址, 官网, 主页, 网盘',
  group: 'group, category, section, modality, modalities, 模态, 类别, 成像方式, 分组',
  owner: 'owner, maintainer, contact, 负责人, 维护者, 维护人, 联系人',
  licence: 'licence, license, licensing, terms, 许可, 许可证, 授权, 协议',
} as const

export type Column = keyof typeof WORDS

const BY_WORD: ReadonlyMap<string, Column> = new Map(
  (Object.keys(WORDS) as Column[]).flatMap((column) => WORDS[column].split(', ').map((word) => [word, column] as const)),
)

const BY_DAMAGED_WORD: ReadonlyMap<string, Column> = new Map(
  [...BY_WORD].flatMap(([word, column]) => (/[^\p{ASCII}]/u.test(word) ? damagedForms(word).map((form) => [form, column] as const) : [])),
)

/** What a column holds; undefined when its header says nothing that has a place in the catalogue. */
export function columnOf(header: string): Column | undefined {
  const plain = header
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, ' ')
    .replace(/[#*:：_.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const words = plain.split(/[ /]/)
  return (
    BY_WORD.get(plain) ??
    BY_WORD.get(words.at(-1) ?? '') ??
    BY_WORD.get(words[0] ?? '') ??
    byEnd(plain) ??
    BY_DAMAGED_WORD.get(withoutLosses(header.trim()))
  )
}

/** Chinese headers are not divided into words: 数据集链接 ends in 链接. */
function byEnd(header: string): Column | undefined {
  const ends = [...BY_WORD.keys()].filter((word) => word.length > 1 && /[^\p{ASCII}]/u.test(word) && header.endsWith(word))
  const longest = ends.sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? undefined : BY_WORD.get(longest)
}

/** What people write into a cell that has nothing to say. */
const NOTHING = /^(?:[-–—_/\\.?*]*|n\/?a|none|null|nil|tbd|无|暂无|未知|没有)$/i

/** The words of a cell, or undefined when they say that there are none. */
export const said = (words: string): string | undefined => (NOTHING.test(words) ? undefined : words)
