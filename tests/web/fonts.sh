# fonts.sh: the pages are looked at in one font, whatever is installed beside it: how wide a word is must not depend on the machine.
# shellcheck shell=bash
font_package=fonts-dejavu-core
font_files=(DejaVuSans.ttf DejaVuSans-Bold.ttf DejaVuSansMono.ttf DejaVuSansMono-Bold.ttf DejaVuSerif.ttf DejaVuSerif-Bold.ttf)

# Every font file of this machine, wherever it keeps them.
installed_fonts() {
    {
        fc-list -f '%{file}\n'
        find -L /usr/share/fonts /usr/local/share/fonts -name '*.ttf'
    } 2>/dev/null
}

# own_fonts FOLDER: makes FOLDER, with those files and a configuration that knows no others.
own_fonts() {
    local folder=$1 all name file
    mkdir -p "$folder/files" || return 1
    all=$(installed_fonts)
    for name in "${font_files[@]}"; do
        file=$(grep -m 1 "/$name\$" <<<"$all")
        if [ -z "$file" ] || ! cp "$file" "$folder/files/"; then
            echo "The font $name is not here: install Debian's $font_package."
            return 1
        fi
    done
    cat >"$folder/fonts.conf" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>$folder/files</dir>
<cachedir>$folder/cache</cachedir>
<alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Serif</string></edit></match>
</fontconfig>
END
}
