#!/bin/sh
# wrk prints the latencies of requests that it never sent.
#
# Version:  wrk 4.1.0 of Debian 12; autocannon 9.0.0 on Node 20.
# Seen:     A server answers at once, but for one request that it keeps for a second. On one connection in five seconds
#           that is one slow request among ten thousand and more. wrk prints a p99 of 0.9 s for it. autocannon, without
#           a rate, prints one of some milliseconds at most for the same server.
# Expected: The percentiles of the requests that were sent. wrk sends the next one when the reply is there (a closed
#           loop), has no rate that it could be behind, and heads them "Latency Distribution". That it corrects for
#           coordinated omission stands in its change log alone, not in its help or its output. Whoever compares
#           figures of the two must know it, and in a closed loop wrk's are no share of requests.
# Why:      At its end wrk takes the mean time between requests of a connection as a plan, and adds, for each request
#           that took longer, those that the plan had in that time.
# Output:   one slow request in thousands: wrk p99 over 500 ms, autocannon p99 under 100 ms
. "$(dirname "$0")/prepare"
needs node
npm_packages autocannon@9.0.0
debian_packages 'wrk=4.1.0-*' libluajit-5.1-2
cat >server.js <<'JS'
const http = require('http');
let requests = 0;
const server = http.createServer((request, response) => {
  requests++;
  if (requests === 500) {
    setTimeout(() => response.end('ok'), 1000);
  } else {
    response.end('ok');
  }
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
# start: a server that has its slow request before it.
start() {
  rm -f port
  node server.js >port &
  children="$children $!"
  await 10 test -s port
  url="http://127.0.0.1:$(cat port)/"
}
start
LD_LIBRARY_PATH=$(find debian -name 'lib*.so.*' -exec dirname {} + | sort -u | tr '\n' ':') \
  debian/usr/bin/wrk -t 1 -c 1 -d 5s --latency "$url" >wrk.log 2>&1 || give_up "$(tail -n 1 wrk.log)"
start
node node_modules/autocannon/autocannon.js -c 1 -d 5 --json "$url" >autocannon.json 2>/dev/null ||
  give_up "autocannon cannot run"
wrk_p99=$(awk '$1 == "99%" { ms = $2; if ($2 ~ /us$/) ms /= 1000; else if ($2 !~ /ms$/) ms *= 1000; print int(ms) }' \
  wrk.log)
autocannon_p99=$(node -p 'Math.round(JSON.parse(require("fs").readFileSync("autocannon.json")).latency.p99)')
grep ' requests in ' wrk.log
echo "p99: wrk $wrk_p99 ms, autocannon $autocannon_p99 ms"
came="one slow request in thousands:"
[ "$wrk_p99" -lt 500 ] || came="$came wrk p99 over 500 ms,"
[ "$autocannon_p99" -ge 100 ] || came="$came autocannon p99 under 100 ms"
verdict "one slow request in thousands: wrk p99 over 500 ms, autocannon p99 under 100 ms" "$came"
