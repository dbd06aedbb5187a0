#!/bin/sh
# The other ends of the two lines: a sensor with a laboratory on ttyS1, and a reader of the predictions on ttyS2.
stty -F /dev/ttyS1 115200 raw -echo
stty -F /dev/ttyS2 9600 raw -echo
cat /dev/ttyS2 > /run/predictions &
exec awk 'BEGIN {
    for (n = 0; ; n++) {
        oil = 60 + 10 * sin(n / 40); pressure = 150 + 30 * sin(n / 17)
        printf "oil_temperature=%.3f;pressure_ma=%.4f\n", oil, 4 + pressure / 15.625
        if (n % 2) printf "thickness=%.4f;age=0.1\n", 5 + (oil - 60) / 50 - (pressure - 150) / 200
        fflush()
        system("sleep 0.4")
    }
}' > /dev/ttyS1
