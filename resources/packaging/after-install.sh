# Shared by the packages: the group whose members may capture, and the one right that the capture helper needs.
HELPER=/opt/synscope/resources/bin/capture-helper
GROUP=synscope

set_up_helper() {
  if ! getent group "$GROUP" > /dev/null; then
    groupadd --system "$GROUP"
  fi
  # whoever administers this machine may have decided otherwise
  if ! { command -v dpkg-statoverride > /dev/null && dpkg-statoverride --list "$HELPER" > /dev/null; }; then
    chown "root:$GROUP" "$HELPER"
    chmod 0750 "$HELPER"
  fi
  # after chown, which takes capabilities away
  if ! setcap cap_net_raw=ep "$HELPER" 2> /dev/null; then
    echo "synscope: this file system holds no capabilities: only root can capture packets." >&2
  fi
}

say_who_may_capture() {
  echo "synscope: members of the group $GROUP may capture packets. To join it, then log in again:"
  echo "  sudo usermod -aG $GROUP ${SUDO_USER:-USER}"
}
