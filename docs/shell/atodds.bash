# bash completion for atodds, generated from its definition of the commands
_atodds() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options words
  case $previous in
    --theme) COMPREPLY=(); return ;;
    --config) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --save) COMPREPLY=(); return ;;
    --limit) COMPREPLY=(); return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text markdown html csv json' -- "$current"); return ;;
    -o|--output) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --locale) COMPREPLY=(); return ;;
    --language) COMPREPLY=(); return ;;
    --to) COMPREPLY=(); return ;;
    --provider) mapfile -t COMPREPLY < <(compgen -W 'libretranslate deepl microsoft' -- "$current"); return ;;
    --server) COMPREPLY=(); return ;;
    --export) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --import) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --undo) COMPREPLY=(); return ;;
  esac
  case ${COMP_WORDS[1]} in
    search) options='--save --saved --expand --limit --json --facets --explain --color --no-pager -h --help --version' words='' ;;
    compare) options='--format --json --plain --plot -o --output --force --story --no-decisions --locale --color --no-pager -h --help --version' words='' ;;
    figures) options='--format --language --locale --why --color -h --help --version' words='' ;;
    translate) options='--to --provider --server --yes --forget --config -h --help --version' words='' ;;
    decisions) options='--format --export --import --undo -h --help --version' words='' ;;
    sources) options='--format -h --help --version' words='' ;;
    add) options='--allow-private -h --help --version' words='' ;;
    index) options='--figures --json -h --help --version' words='' ;;
    config) options='--path --json --config -h --help --version' words='' ;;
    doctor) options='--json -h --help --version' words='' ;;
    completion) options='-h --help --version' words='bash zsh fish' ;;
    manual) options='-h --help --version' words='' ;;
    *) options='--theme --config -h --help --version'
       if [ "$COMP_CWORD" -eq 1 ]; then words='search compare figures translate decisions sources add index config doctor completion manual'; fi ;;
  esac
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
    *) compopt -o filenames 2>/dev/null
       mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current") ;;
  esac
}
complete -F _atodds atodds
