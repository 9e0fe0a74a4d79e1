// Files of the server need the token, which an address in a page cannot carry: pictures come as blobs, what plays and what is kept by a link of minutes.
import type { FileLink, Parley } from "@parley/client";
import { useEffect, useState } from "react";
import { useTalk } from "./talk.ts";

const KEPT = 150; // pictures; the longest unused go first

export class Files {
  readonly #parley: Parley;
  readonly #blobs = new Map<string, Promise<string>>();

  constructor(parley: Parley) { this.#parley = parley; }

  /** An address of a picture that this page may show. */
  picture(path: string): Promise<string> {
    let blob = this.#blobs.get(path);
    this.#blobs.delete(path);
    blob ??= this.#fetch(path).catch((error) => { this.#blobs.delete(path); throw error; });
    this.#blobs.set(path, blob);
    for (const [oldest, old] of this.#blobs) {
      if (this.#blobs.size <= KEPT) break;
      this.#blobs.delete(oldest);
      void old.then((url) => URL.revokeObjectURL(url), () => {});
    }
    return blob;
  }

  async #fetch(path: string): Promise<string> {
    const { pathname, search } = new URL(path, this.#parley.rest.url);
    const query = Object.fromEntries(new URLSearchParams(search));
    return URL.createObjectURL(await (await this.#parley.rest.raw("GET", pathname, undefined, { query })).blob());
  }

  /** An address that works without the token for a while. @throws ParleyError */
  async link(id: string): Promise<string> {
    const { url } = await this.#parley.rest.post<FileLink>(`/files/${id}/link`);
    return new URL(url, this.#parley.rest.url).href;
  }

  drop(): void {
    for (const blob of this.#blobs.values()) void blob.then((url) => URL.revokeObjectURL(url), () => {});
    this.#blobs.clear();
  }
}

/** A picture's address once it is here; null where it could not be had. */
export function usePicture(path: string | null | undefined): string | null | undefined {
  const { files } = useTalk();
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    let gone = false;
    setUrl(undefined);
    if (path) files.picture(path).then((here) => { if (!gone) setUrl(here); }, () => { if (!gone) setUrl(null); });
    return () => { gone = true; };
  }, [path, files]);
  return url;
}
