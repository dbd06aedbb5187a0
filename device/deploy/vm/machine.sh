#!/bin/sh
# Run once in the root of the machine that is made: what its owner sets up beside the service, and who looks at it.
set -e

# The instance as ../README.md says: its hardware, and the pins that this board has.
mkdir -p /etc/systemd/system/illsedge@press.service.d
ln -sf /usr/share/illsedge/hardware/serial.conf /usr/share/illsedge/hardware/gpio.conf -t /etc/systemd/system/illsedge@press.service.d
sed -i -e 's/"pin": 27/"pin": 5/' -e 's/"pin": 17,/"pin": 4, /' \
    -e 's|"schedule": "12h"|"schedule": "12h", "commands": "/var/lib/illsedge/press2.command"|' /etc/illsedge/press.json

# Debian, unlike Raspberry Pi OS, leaves pins to root; `illsedge doctor` says so, and this.
echo 'KERNEL=="gpiochip*", GROUP="gpio", MODE="0660"' > /etc/udev/rules.d/60-illsedge-gpio.rules

printf '%s\n' pcengines-apuv2 i6300esb > /etc/modules-load.d/board.conf
ln -sf /dev/null /etc/systemd/system/serial-getty@ttyS0.service
ln -sf /dev/null /etc/systemd/system/getty@tty1.service

cat > /etc/systemd/system/sensor.service <<'UNIT'
[Service]
ExecStart=/bin/sh /usr/local/bin/sensor.sh
Restart=always
[Install]
WantedBy=multi-user.target
UNIT
cat > /etc/systemd/system/before.service <<'UNIT'
[Unit]
Before=illsedge@press.service
[Service]
Type=oneshot
ExecStart=/bin/bash /usr/local/bin/examine.sh before
[Install]
WantedBy=multi-user.target
UNIT
cat > /etc/systemd/system/examine.service <<'UNIT'
[Unit]
After=multi-user.target
[Service]
ExecStart=/bin/bash /usr/local/bin/examine.sh
StandardOutput=file:/dev/ttyS0
StandardError=file:/dev/ttyS0
[Install]
WantedBy=graphical.target multi-user.target
UNIT
systemctl enable sensor before examine illsedge@press
