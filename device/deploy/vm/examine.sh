#!/bin/bash
# Looks at the service from inside the machine. Lines for the report begin with "|".
unit=illsedge@press
store=/var/lib/illsedge/press2.db
trial=${1:-$(grep -o 'trial=[a-z]*' /proc/cmdline | cut -d= -f2)}

say() { echo "| $*"; }
now() { awk '{print $1}' /proc/uptime; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f s", b - a }'; }
show() { systemctl show -P "$1" "$unit"; }
last() { sqlite3 -readonly "$store" "select coalesce(max($([ "$1" = models ] && echo version || echo id)), 0) from $1" || echo 0; }
await() { for _ in $(seq 300); do eval "$1" && return; sleep 0.2; done; say "WAITED IN VAIN for $1"; }
running() { [ "$(show ActiveState)" = active ]; }
restarted() { running && [ "$(show MainPID)" != "$old" ]; }
heading() { echo "|"; say "-- $*"; }

service() {
    heading "a start"
    await running
    say "$(show Type), $(show User), main process $(show MainPID), ready after $(awk -v a="$(show ExecMainStartTimestampMonotonic)" \
        -v b="$(show ActiveEnterTimestampMonotonic)" 'BEGIN { printf "%.1f s", (b - a) / 1e6 }')"
    say "user and groups: $(grep -E '^(Uid|Groups)' "/proc/$(show MainPID)/status" | paste -sd' ')"
    say "doctor, as the service's user with its groups:"
    runuser -u illsedge -g illsedge -G dialout -G gpio -- illsedge doctor /etc/illsedge/press.json | sed 's/^/|   /'

    heading "a model from labels of the line, a retraining by signal and by command file"
    await '[ "$(last models)" -ge 1 ]'
    await "grep -q 'thickness=' /run/predictions"
    say "a prediction on the second line: $(grep thickness= /run/predictions | tail -1)"
    systemctl kill -s USR1 --kill-whom=main "$unit"
    sleep 6
    echo retrain > /var/lib/illsedge/press2.command
    await '[ ! -e /var/lib/illsedge/press2.command ]'
    sleep 6
    systemctl status --no-pager -n 0 "$unit" | sed 's/^/|   /'
    say "lines of the journal by level: $(journalctl -u "$unit" _COMM=illsedge -o json | grep -o '"PRIORITY":"."' | sort | uniq -c | paste -sd, | tr -s ' ')"
    journalctl -u "$unit" --no-pager -o short-monotonic | cut -c1-220 | sed 's/^/|   /'

    heading "a hang (SIGSTOP)"
    old=$(show MainPID); from=$(now); rows=$(last samples)
    kill -STOP "$old"
    await '[ "$(show MainPID)" != "$old" ]'
    say "watchdog: ended after $(since "$from")"
    await restarted
    say "ready again after $(since "$from"); restarts $(show NRestarts), rows $rows before, $(last samples) now"

    heading "systemctl kill -s KILL"
    old=$(show MainPID); from=$(now); rows=$(last samples)
    systemctl kill -s KILL "$unit"
    await restarted
    say "ready again after $(since "$from"); rows $rows before, $(last samples) now; models $(last models)"

    heading "SIGTERM"
    from=$(now)
    systemctl stop "$unit"
    say "stopped after $(since "$from"): result $(show Result), exit status $(show ExecMainStatus)"
    say "integrity: $(sqlite3 -readonly "$store" 'pragma integrity_check')"
    ls -la /var/lib/illsedge | sed 's/^/|   /'
    journalctl -u "$unit" --no-pager -o short-monotonic -n 40 | cut -c1-220 | sed 's/^/|   /'

    heading "security"
    say "$(systemd-analyze security --no-pager "$unit" | tail -1)"

    heading "without the drop-ins"
    mv /etc/systemd/system/$unit.service.d /root/dropins
    systemctl daemon-reload
    from=$(date +%s)
    systemctl start "$unit"; say "start: exit $?, result $(show Result), status $(show ExecMainStatus)"
    systemctl stop "$unit"
    journalctl -u "$unit" --no-pager -o cat --since "@$from" | cut -c1-220 | sed 's/^/|   /'
    mv /root/dropins "/etc/systemd/system/$unit.service.d"
}

# The board's chip is taken from its driver and given back. Lamps and keys of the kernel, which would hold the chip's number,
# let go of it first.
drivers=/sys/bus/platform/drivers
unbind() { for device in "$drivers/$1"/*/driver; do [ -e "$device" ] && basename "${device%/driver}" > "$drivers/$1/unbind"; done; }
pull() { unbind leds-gpio; unbind gpio-keys; unbind gpio-keys-polled; unbind gpio_amd_fch; say "pulled out; chips: $(ls /dev/gpiochip* 2>/dev/null)"; }
plug() { echo gpio_amd_fch > $drivers/gpio_amd_fch/bind; udevadm settle; say "plugged in; chips: $(ls -l /dev/gpiochip* | cut -c1-80)"; }
told() { journalctl -u "$unit" --no-pager -o cat --since "@$mark" | grep -q "$1"; }
journal() { journalctl -u "$unit" --no-pager -o short-monotonic --since "@$mark" | cut -c1-200 | tail -"${1:-40}" | sed 's/^/|   /'; }

pins() {
    heading "the unit, looked at by this systemd"
    say "verify: $(systemd-analyze verify --man=no "$unit.service" 2>&1 | paste -sd";") (empty: nothing to say)"
    say "$(systemd-analyze security --no-pager "$unit" | tail -1)"
    say "pauses $(show RestartUSec), start limit $(show StartLimitIntervalUSec), not for $(show RestartPreventExitStatus)"

    heading "a hang (SIGSTOP)"
    await running
    old=$(show MainPID); from=$(now)
    kill -STOP "$old"
    await '[ "$(show MainPID)" != "$old" ]'
    say "ended after $(since "$from")"
    await restarted
    say "ready again after $(since "$from"); restarts $(show NRestarts)"

    heading "kill -9"
    old=$(show MainPID); from=$(now)
    kill -KILL "$old"
    await restarted
    say "ready again after $(since "$from"); restarts $(show NRestarts)"

    heading "a chip that is missing at the start"
    systemctl stop "$unit"
    mark=$(date +%s)
    pull
    systemctl start --no-block "$unit"
    for look in 1 2 3 4 5 6; do
        sleep 20
        say "$(show ActiveState), $(show SubState), status $(show ExecMainStatus), restarts $(show NRestarts)"
    done
    for who in "" "runuser -u illsedge --" "runuser -u illsedge -g illsedge -G gpio -G dialout --"; do
        say "doctor, ${who:-root}: exit $($who illsedge doctor /etc/illsedge/press.json > /run/doctor; echo $?)"
        grep -E -A1 'MISSING' /run/doctor | sed 's/^/|   /'
    done
    plug
    await running
    say "$(show ActiveState) with the chip, restarts $(show NRestarts)"
    journal 30

    heading "a chip that only root may use"
    systemctl stop "$unit"
    chown root:root /dev/gpiochip*; chmod 600 /dev/gpiochip*
    for who in "" "runuser -u illsedge -g illsedge -G gpio -G dialout --"; do
        say "doctor, ${who:-root}: exit $($who illsedge doctor /etc/illsedge/press.json > /run/doctor; echo $?)"
        grep -E -A1 'MISSING' /run/doctor | sed 's/^/|   /'
    done
    udevadm trigger; udevadm settle

    heading "a configuration that is wrong"
    cp /etc/illsedge/press.json /run/press.json
    echo '{' > /etc/illsedge/press.json
    systemctl start "$unit"
    sleep 25
    say "$(show ActiveState), status $(show ExecMainStatus), restarts $(show NRestarts)"
    cp /run/press.json /etc/illsedge/press.json
    systemctl start "$unit"

    heading "a chip that goes and comes back"
    await running
    old=$(show MainPID); mark=$(date +%s)
    pull
    sleep 8
    plug
    await "told 'can be shown again'"
    sleep 2
    say "main process $old before, $(show MainPID) now; restarts $(show NRestarts)"
    journal
    illsedge doctor /etc/illsedge/press.json | grep -E 'gpio|service' | sed 's/^/|   /'
}

writing() {
    await running
    while :; do echo "witness $(last samples)"; sleep 0.3; done
}

# Before the service is started, in a copy, so that it is the first to open its store.
before() {
    mkdir -p /run/copy && cp /var/lib/illsedge/press2.db* /run/copy 2>/dev/null || exit 0
    sqlite3 /run/copy/press2.db 'select coalesce(max(id), 0) from samples; pragma integrity_check' > /run/before
    exit
}

after() {
    say "last $(head -1 /run/before)"
    say "integrity $(sed -n 2p /run/before)"
    await running
    first=$(last samples)
    await '[ "$(last samples)" -gt "$first" ]'
    say "goes on, ready $(awk '{print $1}' /proc/uptime) s after power-on; models $(last models)"
    journalctl -b -u "$unit" --no-pager -o cat -p err | head -5 | cut -c1-200 | sed 's/^/| error: /'
}

"$trial"
sync
systemctl poweroff
