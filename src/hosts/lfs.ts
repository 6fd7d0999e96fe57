/** Git LFS: the 130 bytes of text that stand in a repository, and where nobody resolves them are served, for a file kept elsewhere. */

const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.{1,200}\n){0,4}size (\d{1,15})\s*$/

/** The size of the file that a text stands for; undefined when it is no pointer. */
export function pointer(text: string): { readonly bytes: number } | undefined {
  const size = POINTER.exec(text)?.[1]
  return size === undefined ? undefined : { bytes: Number(size) }
}
