#!/bin/sh
# Print the path of a Chromium that starts. On Debian, install one first where that needs no password.
set -eu

find_one() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium
    do
        path=$(command -v "$name") && "$path" --version >/dev/null 2>&1 && echo "$path" && return
    done
    return 1
}

install_one() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; fi
    { $sudo apt-get -q update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qy install chromium fonts-noto-cjk; } >&2
}

find_one || { install_one && find_one; } || {
    echo "测试需要浏览器。请安装 Chromium 或 Chrome，或用环境变量 CHROMIUM 指明它的路径。" >&2
    echo "The tests need a browser: install Chromium or Chrome, or set CHROMIUM to its path." >&2
    exit 1
}
