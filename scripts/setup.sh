#!/usr/bin/env bash
# Makes a fresh machine ready: .venv from requirements.lock (hashes checked), system packages by apt where there are rights.
# Idempotent; what is already there is only looked at. Never asks anything. Another folder and lock may be named: setup.sh .venv-bench requirements-bench.lock
set -euo pipefail
export LC_ALL=C.UTF-8 # the same on every machine: paths may hold any letter, messages of programs are read below
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
  echo "Встановлюю системні пакети / installing system packages (once, a few minutes): $*"
  as_root apt-get update -qq >/dev/null 2>&1 || true
  apt_get_install "$@"
}

apt_get_install() { # a machine just started may be busy with updates of its own: wait for their end
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends "$@" >/dev/null 2>&1
}

apt_install_each() { # where the whole list is refused, what can be had of it
  local package
  for package in "$@"; do apt_get_install "$package" || true; done
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

need() { # ensure_python and ensure_venv cannot go on: one line with everything to install at once
  echo "$1: sudo apt-get install -y $2 $(missing_packages | xargs)" >&2
  exit 2
}

ensure_python() {
  python=$(find_python)
  if [ -z "$python" ] && may_install && apt_install python3 python3-venv; then python=$(find_python); fi
  [ -n "$python" ] || need "Потрібен Python 3.11 або новіший / Python 3.11 or newer is needed" "python3 python3-venv"
}

ensure_venv_module() {
  "$python" -c 'import ensurepip, venv' 2>/dev/null && return
  local package
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if may_install && apt_install "$package" && "$python" -c 'import ensurepip, venv' 2>/dev/null; then return; fi
  need "Бракує модуля venv / the venv module is missing" "$package"
}

make_venv() {
  ensure_python
  ensure_venv_module
  echo "Створюю $venv / creating $venv ($("$python" -V))"
  "$python" -m venv --clear "$venv"
}

usable() { # the environment works, with pip, and was made here: a folder that was moved takes along programs that look for the old one
  [[ $(grep '^command = ' "$venv"/pyvenv.cfg 2>/dev/null) == *" $(pwd -P)/$venv" ]] && "$venv"/bin/python -c 'import pip' 2>/dev/null
}

install_locked() {
  echo "Встановлюю бібліотеки за $lock / installing the locked libraries (once, a minute or two)"
  "$venv"/bin/python -m pip install --quiet --no-input --disable-pip-version-check --use-pep517 --require-hashes --no-deps -r "$lock" || {
    echo "Бібліотеки не встановлено: перевірте мережу й повторіть / The libraries were not installed: look whether the network is there, and repeat" >&2
    exit 2
  }
  "$venv"/bin/python -m pip install --quiet --no-input --disable-pip-version-check --no-deps --no-build-isolation -e .
  # the way here as a relative one: without a UTF-8 locale Python 3.11 does not start over a path in other letters
  echo ../../../.. | tee "$venv"/lib/python3*/site-packages/_editable*zvit*.pth >/dev/null
}

lock_sum() { cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1; }

missing_packages() { # the Debian packages whose work nothing on this machine does
  command -v soffice >/dev/null || echo libreoffice-writer-nogui libreoffice-calc-nogui
  local language
  for language in ukr eng; do
    compgen -G "/usr/share/tesseract-ocr/*/tessdata/$language.traineddata" >/dev/null ||
      compgen -G "/usr/share/tessdata/$language.traineddata" >/dev/null || echo "tesseract-ocr-$language"
  done
  command -v unar >/dev/null && command -v lsar >/dev/null || echo unar
  case $(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) in *libarchive.so.13*) ;; *) echo libarchive13 ;; esac
  compgen -G "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf" >/dev/null || echo fonts-dejavu-core
  compgen -G "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf" >/dev/null || echo fonts-liberation
}

usable || make_venv
if [ "$(cat "$venv"/.locked 2>/dev/null)" != "$(lock_sum)" ] || [ ! -x "$venv/bin/zvit" ]; then
  install_locked
  lock_sum >"$venv"/.locked
fi

missing=$(missing_packages | xargs)
if [ -n "$missing" ] && [ "$(cat "$venv"/.tried 2>/dev/null)" != "$missing" ]; then
  # shellcheck disable=SC2086 # a list of words
  if may_install; then apt_install $missing || apt_install_each $missing; fi
  missing=$(missing_packages | xargs)
  echo "$missing" >"$venv"/.tried # what could not be had is not tried again and again
fi
if [ -z "$missing" ]; then
  rm -f "$venv"/.tried
else
  echo "Бракує системних пакетів, файли, що їх потребують, чекатимуть у карантині / system packages are missing: sudo apt-get install -y $missing" >&2
fi
