#!/bin/sh
# A property that is a date-time or an integer becomes a TypeScript client that does not compile with --strict.
#
# Version:  org.openapitools:openapi-generator-cli 7.25.0, generator typescript-fetch; TypeScript 5.9.3, Node 20,
#           OpenJDK 17.
# Seen:     placedAt is oneOf a string of format date-time and an integer. tsc --strict refuses the generated model with
#           TS2322, in either order of the two. If the string has no format, it compiles. Without --strict both orders
#           compile, but with the date-time first the integer 7 is read as a Date of 1970: the client's type says
#           Date | number, and a number never comes.
# Expected: Code that compiles, as it does for each of the two types alone, and a number for a number.
# Why:      The function from JSON returns OrderPlacedAt. For a date it has `json == null ? undefined : ...`, though it
#           has returned for null before, and undefined is no OrderPlacedAt. Whether a value is a date it asks by
#           new Date(json), which is one for any integer of less than 8.64e15, and it asks in the order of the oneOf.
# Output:   date-time or integer TS2322, integer or date-time TS2322, string or integer compiles; not strict: date-time
#           or integer Date, integer or date-time number
. "$(dirname "$0")/prepare"
needs node
jars org.openapitools:openapi-generator-cli:7.25.0
npm_packages typescript@5.9.3
date_time='{type: string, format: date-time}'
integer='{type: integer}'
# client NAME SCHEMA SCHEMA: an order whose placedAt is one of the two.
client() {
  cat >"$1.yaml" <<YAML
openapi: 3.0.3
info: {title: Orders, version: '1'}
paths:
  /order:
    get:
      operationId: getOrder
      responses:
        '200':
          description: The order
          content:
            application/json:
              schema: {\$ref: '#/components/schemas/Order'}
components:
  schemas:
    Order:
      type: object
      required: [placedAt]
      properties:
        placedAt:
          oneOf: [$2, $3]
YAML
  java -XX:TieredStopAtLevel=1 -cp 'jars/*' org.openapitools.codegen.OpenAPIGenerator generate -g typescript-fetch \
    -i "$1.yaml" -o "$1" >generate.log 2>&1 || give_up "$(grep -m 1 -i error generate.log)"
}
compile() {
  name=$1
  shift
  node_modules/.bin/tsc --target es2022 --module commonjs --lib es2022,dom --outDir "$name/js" "$@" "$name/index.ts"
}
strictly() {
  if compile "$1" --strict >"$1.log"; then
    echo compiles
  else
    sed -n 's/.*error \(TS[0-9]*\):.*/\1/p' "$1.log" | sort -u | paste -s -d ' ' -
  fi
}
read_as() {
  compile "$1" >tsc.log || give_up "$(head -n 1 tsc.log)"
  node -p "
    const order = require('./$1/js/models').OrderFromJSON({ placedAt: 7 });
    order.placedAt instanceof Date ? 'Date' : typeof order.placedAt"
}
client date-first "$date_time" "$integer"
client integer-first "$integer" "$date_time"
client any-string '{type: string}' "$integer"
came="date-time or integer $(strictly date-first), integer or date-time $(strictly integer-first)"
came="$came, string or integer $(strictly any-string); not strict: date-time or integer $(read_as date-first)"
came="$came, integer or date-time $(read_as integer-first)"
wanted='date-time or integer TS2322, integer or date-time TS2322, string or integer compiles'
verdict "$wanted; not strict: date-time or integer Date, integer or date-time number" "$came"
