/** What a link outside a table is called: by its own words, by those before it, or by what it stands under. */
import { isMention, type Mention, type Pieces, tidy } from './page.ts'
import { withoutCode } from './passcode.ts'

/** Words that say what to do with a link, or where it leads, but not what it is. */
const EMPTY_WORDS = new Set(
  (
    'link,links,here,click here,this link,download,downloads,download link,download here,url,website,web site,site,homepage,home page,official website,' +
    'official site,project page,page,source,data,dataset,datasets,mirror,address,baidu,baidu pan,baidu netdisk,baidu yun,baiduyun,google drive,drive,gdrive,onedrive,' +
    'dropbox,kaggle,github,gitee,zenodo,figshare,mega,huggingface,hugging face,modelscope,aistudio,ai studio,tcia,grand challenge,' +
    '链接,下载,下载链接,下载地址,点击下载,点击这里,点此下载,地址,网址,官网,主页,官方网站,项目主页,数据,数据集,数据集下载,百度网盘,百度云,百度云盘,网盘,阿里云盘,夸克网盘,谷歌网盘,' +
    '天翼云盘,此处,这里,镜像,备用链接,备用,传送门,百度网盘链接,网盘链接,数据集链接,数据链接,见,详见,参见,和,以及,及,与,或,and,or,see,visit,also,at,from'
  ).split(','),
)

const LONGEST_NAME = 120

/** The words as a name, or undefined when they are none: nothing, a URL, an instruction, a whole paragraph. */
export function nameIn(words: string): string | undefined {
  const name = stripped(words)
  const isName = /[\p{L}\p{N}]/u.test(name) && name.length <= LONGEST_NAME && !/^(?:[a-z]+:\/\/|www\.)/i.test(name) && !isEmpty(name)
  return isName ? name : undefined
}

/** Without the punctuation around it, and what announces the link: `COVID：下载链接：` names COVID. */
function stripped(words: string): string {
  const name = tidy(words.replace(/^[\s•·*\-–—:：,，.。;；|>([（【)\]）】》、]+|[\s:：,，、;；\-–—|([（【{<>《"“'‘=→]+$/gu, ''))
  const closed = /^[^([（【]*[)\]）】]$/.test(name) ? name.slice(0, -1).trim() : name
  const [, before, last] = /^(.+)[:：](.*)$/.exec(closed) ?? []
  return before !== undefined && last !== undefined && isEmpty(last.trim()) ? stripped(before) : closed
}

const isEmpty = (words: string) => EMPTY_WORDS.has(words.toLowerCase().replace(/[\s\d()（）[\]#]+$/, ''))

/** A name for each link of a passage, where its own words, its picture or the line before it give one. */
export function namesIn(pieces: Pieces): ReadonlyMap<Mention, string> {
  const names = new Map<Mention, string>()
  let text = ''
  let picture = ''
  let last: string | undefined
  for (const piece of pieces) {
    if (!isMention(piece)) {
      text += piece
      if (piece.trim() !== '') picture = ''
    } else if (piece.skip === 'image') picture = piece.text
    else if (piece.skip === undefined) {
      const name = nameIn(piece.text || picture) ?? nameIn(lastLine(withoutCode(text))) ?? last
      if (name !== undefined) names.set(piece, name)
      last = name
      text = ''
      picture = ''
    }
  }
  return names
}

const lastLine = (text: string) => text.split('\n').findLast((line) => line.trim() !== '') ?? ''
