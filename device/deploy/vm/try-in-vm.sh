#!/bin/bash
# Installs the service as ../README.md says in an emulated Debian machine, looks at it there, and cuts the machine's power.
# Usage: try-in-vm.sh PROGRAM_FOLDER WORK_FOLDER [CUTS]     (README.md beside this file says what it needs)
set -euo pipefail

program=$(realpath "${1:?the folder that dotnet publish wrote}")
mkdir -p "${2:?a folder for the machine, 3 GB}"
work=$(realpath "$2")
cuts=${3:-5}
machine=
trap '[ -z "$machine" ] || kill -KILL "$machine" 2>/dev/null' EXIT
here=$(dirname "$(realpath "$0")")
deploy=$(dirname "$here")
packages=systemd-sysv,udev,linux-image-amd64,initramfs-tools,sqlite3,libgpiod2

# Debian as it comes, made once.
if [ ! -e "$work/debian.tar" ]; then
    mmdebstrap --variant=minbase --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io \
        --include="$packages" bookworm "$work/debian.part"
    mv "$work/debian.part" "$work/debian.tar"
fi

# The machine's disk: Debian, the program, and the service installed by the lines of the README themselves.
make_disk() {
    rm -rf "$work/root" && mkdir "$work/root"
    tar -xf "$work/debian.tar" -C "$work/root"
    mkdir "$work/root/install"
    cp -r "$program"/. "$deploy"/*.conf "$deploy"/*.service "$deploy/hardware" "$deploy/examples" "$work/root/install"
    cp "$here"/{examine.sh,sensor.sh,machine.sh} "$work/root/usr/local/bin"
    # The first block of the README is how a user installs.
    awk '/^```/ { blocks++; next } blocks == 1 { gsub("sudo ", ""); print }' "$deploy/README.md" > "$work/root/install/install.sh"
    chroot "$work/root" sh -e -c 'cd /install && . ./install.sh'
    chroot "$work/root" sh -e /usr/local/bin/machine.sh
    cp "$work"/root/boot/vmlinuz-* "$work/vmlinuz"
    cp "$work"/root/boot/initrd.img-* "$work/initrd"
    rm -f "$work/disk" && truncate -s 2G "$work/disk"
    mkfs.ext4 -q -d "$work/root" "$work/disk"
    rm -rf "$work/root"
}

# start TRIAL CACHE LOG: a PC of two ports and a board's seven pins. Each port leads through a null modem to the guest's own
# ttyS1 and ttyS2, where sensor.sh sends and listens. The name of the board brings its driver, and so its pins.
start() {
    qemu-system-x86_64 -machine q35 -accel tcg -cpu max -smp 2 -m 768 -display none -no-reboot -nodefaults \
        -smbios type=1,manufacturer='PC Engines' -smbios type=2,product=APU2 \
        -kernel "$work/vmlinuz" -initrd "$work/initrd" \
        -append "root=/dev/vda rw console=ttyS0 quiet panic=1 systemd.show_status=0 trial=$1" \
        -drive "file=$work/disk,format=raw,if=virtio,cache=$2" \
        -chardev "file,id=console,path=$3" -device isa-serial,chardev=console,index=0 \
        -device qemu-xhci -device i6300esb \
        -chardev "socket,id=u0,path=$work/line0,server=on,wait=off" -device usb-serial,chardev=u0 \
        -chardev "socket,id=s1,path=$work/line0,reconnect=1" -device isa-serial,chardev=s1,index=1 \
        -chardev "socket,id=u1,path=$work/line1,server=on,wait=off" -device usb-serial,chardev=u1 \
        -chardev "socket,id=s2,path=$work/line1,reconnect=1" -device isa-serial,chardev=s2,index=2 &
    machine=$!
}

make_disk

echo "== the service"
start service writeback "$work/service.log"
wait "$machine" || true
grep -a '^|' "$work/service.log" || { echo "nothing came back; see $work/service.log"; exit 1; }

echo "== pins and restarts"
start pins writeback "$work/pins.log"
wait "$machine" || true
grep -a '^|' "$work/pins.log" || { echo "nothing came back; see $work/pins.log"; exit 1; }

# What the witness has seen in the store before a cut was committed, and must be there after it.
for cut in $(seq "$cuts"); do
    cache=$([ $((cut % 2)) = 0 ] && echo writeback || echo none)
    log="$work/cut$cut.log"
    start writing "$cache" "$log"
    until grep -aq '^witness' "$log" 2>/dev/null; do sleep 1; done
    sleep "$((2 + RANDOM % 15)).$((RANDOM % 10))"
    kill -KILL "$machine" && wait "$machine" 2>/dev/null || true
    seen=$(grep -a '^witness [0-9]*' "$log" | tr -d '\r' | tail -1 | cut -d' ' -f2)
    start after "$cache" "$log.after"
    wait "$machine" || true
    echo "cut $cut, cache=$cache: seen $seen; $(grep -a '^|' "$log.after" | tr -d '\r' | cut -c3- | paste -sd';')"
    found=$(grep -a '^| last ' "$log.after" | tr -d '\r' | cut -d' ' -f3)
    [ "${found:-0}" -ge "$seen" ] || { echo "LOST: row $seen was committed, the last one now is ${found:-none}"; exit 1; }
done
