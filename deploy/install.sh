#!/bin/sh
# Cài Trợ lý số từ gói này, không cần mạng: sh install.sh [THƯ_MỤC_CÀI]  (mặc định /opt/trolyso)
# Dữ liệu vào TROLYSO_HOME (mặc định THƯ_MỤC_CÀI/home); dữ liệu đã có thì giữ nguyên.
# Installs from this bundle without a network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/trolyso}
home=${TROLYSO_HOME:-$target/home}
python=${PYTHON:-python3.11}

echo "Kiểm tra gói…"
(cd "$here" && sha256sum --quiet --check SHA256SUMS) || {
  echo "Gói hỏng: các tệp nêu trên không đúng mã kiểm. Hãy chép lại gói." >&2; exit 1; }
command -v "$python" >/dev/null || {
  echo "Cần $python (đặt biến PYTHON nếu nó ở chỗ khác)." >&2; exit 1; }

echo "Cài vào $target…"
mkdir -p "$target"
"$python" -m venv "$target/.venv"
pip="$target/.venv/bin/python -m pip --quiet --disable-pip-version-check --isolated install --no-index"
$pip --no-deps --require-hashes --find-links "$here/wheels" --requirement "$here/requirements.lock"
$pip --no-deps --force-reinstall "$here"/wheels/trolyso-*.whl
# Bundled documents and units go beside the program, for who looks for them there.
cp -R "$here/deploy" "$here/docs" "$here/README.md" "$here/LICENSE" "$target/"

mkdir -p "$home"
for part in model library snapshots; do
  if [ -e "$home/$part" ]; then
    echo "Giữ nguyên $home/$part (đã có)."
  elif [ -e "$here/home/$part" ]; then
    cp -R "$here/home/$part" "$home/.$part.new"
    mv "$home/.$part.new" "$home/$part"
  fi
done

echo "Xong. Thử: TROLYSO_HOME=$home $target/.venv/bin/trolyso ask \"Kế hoạch 87 Quảng Ngãi giao Sở Nội vụ việc gì?\""
echo "Chạy thường trực: $target/deploy/trolyso.service (đọc dữ liệu ở /var/lib/trolyso) và docs/operations.md."
