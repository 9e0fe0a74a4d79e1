import net, { type AddressInfo, type Socket } from "node:net";

/** A line to the server that can be cut, made deaf, and made to say a close frame. */
export interface Wire {
  readonly url: string;
  /** Every connection breaks, and new ones are refused. */
  cut(): void;
  mend(): void;
  /** What the server answers from here on gets lost; what is asked still arrives. Ends with the next cut. */
  deafen(): void;
  /** The server's voice: a close frame with this code on every open socket. */
  close(code: number): void;
  /** Bytes that went to the server after which the wire cuts itself; asked again after each cut. */
  cutAfter(bytes: number): void;
  end(): void;
}

/** Opens a line to the server at `address`. */
export async function wire(address: string): Promise<Wire> {
  const server = new URL(address);
  const ends = new Set<Socket>();
  const upgraded = new Set<Socket>();
  let [isCut, isDeaf, left] = [false, false, Infinity];
  const cut = () => {
    [isCut, isDeaf] = [true, false];
    for (const end of ends) end.destroy();
  };
  const listener = net.createServer((near) => {
    if (isCut) return near.destroy();
    const far = net.connect(Number(server.port), server.hostname);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      ends.add(one);
      one.setNoDelay(true);
      one.on("error", () => {}).on("close", () => {
        ends.delete(one);
        upgraded.delete(one);
        other.destroy();
      });
    }
    near.on("data", (part) => {
      far.write(part);
      left -= part.length;
      if (left > 0) return;
      left = Infinity;
      cut();
    });
    far.on("data", (part: Buffer) => {
      if (isDeaf) return;
      if (part.subarray(0, 12).toString() === "HTTP/1.1 101") upgraded.add(near);
      near.write(part);
    });
  });
  await new Promise<void>((resolve) => { listener.listen(0, "127.0.0.1", resolve); });
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut,
    mend() { isCut = false; },
    deafen() { isDeaf = true; },
    close(code) { for (const near of upgraded) near.write(Buffer.from([0x88, 2, code >> 8, code & 0xff])); },
    cutAfter(bytes) { left = bytes; },
    end() {
      cut();
      listener.close();
    },
  };
}
