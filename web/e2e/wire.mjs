// A wire that can be cut: a browser reaches the server through it.
import net from "node:net";

export async function wire(address) {
  const { hostname, port } = new URL(address);
  const ends = new Set();
  let cut = false;
  const listener = net.createServer((near) => {
    if (cut) return near.destroy();
    const far = net.connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      ends.add(one);
      one.on("error", () => {}).on("close", () => { ends.delete(one); other.destroy(); });
      one.pipe(other);
    }
  });
  await new Promise((resolve) => { listener.listen(0, "127.0.0.1", resolve); });
  return {
    address: `http://127.0.0.1:${listener.address().port}`,
    cut() { cut = true; for (const end of ends) end.destroy(); },
    mend() { cut = false; },
    close() { this.cut(); listener.close(); },
  };
}
