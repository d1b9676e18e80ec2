#!/usr/bin/env bash
# Makes a fresh machine ready: .venv from requirements.lock (hashes checked), system packages by apt where there are rights.
# Idempotent; what is already there is only looked at. Never asks anything. Another folder and lock may be named: setup.sh .venv-bench requirements-bench.lock
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${1:-.venv}
lock=${2:-requirements.lock}

as_root() { # run with root's rights, or fail at once without asking for a password
  if [ "$(id -u)" = 0 ]; then "$@" </dev/null; else sudo -n "$@" </dev/null 2>/dev/null; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt_install() {
  echo "Встановлюю системні пакети / installing system packages: $*"
  as_root apt-get update -qq >/dev/null 2>&1 || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

find_python() { # the first python on the way that is 3.11 or newer
  local candidate
  for candidate in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
}

make_venv() {
  local python
  python=$(find_python)
  if [ -z "$python" ]; then
    if may_install; then apt_install python3 python3-venv || true; fi
    python=$(find_python)
    [ -n "$python" ] || { echo "Потрібен Python 3.11 або новіший / Python 3.11 or newer is needed: apt install python3 python3-venv" >&2; exit 2; }
  fi
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if may_install; then apt_install python3-venv || true; fi
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
      { echo "Бракує модуля venv / the venv module is missing: apt install python3-venv" >&2; exit 2; }
  fi
  echo "Створюю $venv / creating $venv ($("$python" -V))"
  "$python" -m venv --clear "$venv"
}

install_locked() {
  echo "Встановлюю бібліотеки за $lock / installing the locked libraries (once, a minute or two)"
  "$venv"/bin/python -m pip install --quiet --no-input --disable-pip-version-check --use-pep517 --require-hashes --no-deps -r "$lock"
  "$venv"/bin/python -m pip install --quiet --no-input --disable-pip-version-check --no-deps --no-build-isolation -e .
}

lock_sum() { cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1; }

missing_packages() { # the Debian packages whose work nothing on this machine does
  command -v soffice >/dev/null || echo libreoffice-writer-nogui libreoffice-calc-nogui
  local language
  for language in ukr eng; do
    compgen -G "/usr/share/tesseract-ocr/*/tessdata/$language.traineddata" >/dev/null ||
      compgen -G "/usr/share/tessdata/$language.traineddata" >/dev/null || echo "tesseract-ocr-$language"
  done
  command -v unar >/dev/null || command -v bsdtar >/dev/null || echo unar
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q 'libarchive\.so\.13' || echo libarchive13
  compgen -G "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf" >/dev/null || echo fonts-dejavu-core
}

[ -x "$venv"/bin/python ] && "$venv"/bin/python -c 'import pip' 2>/dev/null || make_venv
if [ "$(cat "$venv"/.locked 2>/dev/null)" != "$(lock_sum)" ] || [ ! -x "$venv/bin/zvit" ]; then
  install_locked
  lock_sum >"$venv"/.locked
fi

missing=$(missing_packages | xargs)
if [ -n "$missing" ] && [ "$(cat "$venv"/.tried 2>/dev/null)" != "$missing" ]; then
  # shellcheck disable=SC2086 # a list of words
  if may_install && apt_install $missing; then missing=$(missing_packages | xargs); fi
  echo "$missing" >"$venv"/.tried # what could not be had is not tried again and again
fi
if [ -n "$missing" ]; then
  echo "Бракує системних пакетів, файли, що їх потребують, чекатимуть у карантині / system packages are missing: sudo apt-get install -y $missing" >&2
fi
