#!/bin/sh
# Two load generators send a rate in bursts, with silence in between.
#
# Version:  autocannon 9.0.0 on Node 20; h2load of nghttp2 1.52.0.
# Seen:     A server counts requests in slots of 10 ms. At 1000 requests a second, 10 to a slot, both generators keep
#           the rate that was asked for, and leave more than eight slots in ten without any request (autocannon -R 1000
#           -c 10, h2load --rps=10 -c 100). What comes then is a crowd of a hundred and more at once.
# Expected: That a rate is spread over the second; neither help text says otherwise. A latency that is measured this
#           way is that of a queue which the generator made itself.
# Why:      In autocannon each connection sends its share of a second as fast as replies come, and then waits for the
#           next second. The clients of h2load keep a period each, and all began together. With a period as long as the
#           slot (h2load --rps=100 -c 10) few slots stay empty: the control, which shows that the server counts evenly.
# Output:   few with the control, most with autocannon, most with h2load
. "$(dirname "$0")/prepare"
needs node curl
npm_packages autocannon@9.0.0
debian_packages 'nghttp2-client=1.52.0-*' libev4 libjemalloc2 libc-ares2
cat >server.js <<'JS'
const http = require('http');
const counts = new Map();
const server = http.createServer((request, response) => {
  if (request.url === '/empty') {
    // Without the first and last half second, in which connections come and go.
    const slots = [...counts.keys()].sort((a, b) => a - b);
    const from = slots[0] + 50;
    const to = slots[slots.length - 1] - 50;
    let empty = 0;
    for (let slot = from; slot < to; slot++) {
      empty += counts.has(slot) ? 0 : 1;
    }
    counts.clear();
    response.end(String(Math.round(100 * empty / (to - from))));
    return;
  }
  const slot = Math.floor(performance.now() / 10);
  counts.set(slot, (counts.get(slot) || 0) + 1);
  response.end('ok');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
node server.js >port &
children=$!
await 10 test -s port
url="http://127.0.0.1:$(cat port)"
h2load() {
  LD_LIBRARY_PATH=$(find debian -name 'lib*.so.*' -exec dirname {} + | sort -u | tr '\n' ':') \
    debian/usr/bin/h2load --h1 -D 5 "$@" "$url/" >load.log 2>&1 || give_up "$(tail -n 1 load.log)"
}
# share NAME: few or most of the slots since the last time were empty.
share() {
  empty=$(curl -sS "$url/empty")
  echo "$1: $empty % of the slots empty" >&2
  if [ "$empty" -le 40 ]; then echo few; elif [ "$empty" -gt 60 ]; then echo most; else echo "$empty %"; fi
}
h2load --rps=100 -c 10
even=$(share 'h2load --rps=100 -c 10')
node node_modules/autocannon/autocannon.js -R 1000 -c 10 -d 5 "$url/" >load.log 2>&1 || give_up "$(tail -n 1 load.log)"
autocannon=$(share 'autocannon -R 1000 -c 10')
h2load --rps=10 -c 100
h2load=$(share 'h2load --rps=10 -c 100')
verdict "few with the control, most with autocannon, most with h2load" \
  "$even with the control, $autocannon with autocannon, $h2load with h2load"
