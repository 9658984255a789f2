"""A state machine with a parser of commands."""
import cmd
import io
import sys

ROOMS = {"hall": {"north": "library", "east": "kitchen"}, "library": {"south": "hall"}, "kitchen": {"west": "hall"}}


class Game(cmd.Cmd):
    prompt = "> "
    use_rawinput = False

    def __init__(self, commands):
        super().__init__(stdin=io.StringIO(commands), stdout=sys.stdout)
        self.room, self.moves = "hall", 0

    def do_go(self, where):
        "go WHERE: walk to another room"
        self.room, self.moves = ROOMS[self.room].get(where, self.room), self.moves + 1
        print("you are in the", self.room)

    def do_look(self, _):
        print(", ".join(f"{way}: {room}" for way, room in sorted(ROOMS[self.room].items())))

    def do_quit(self, _):
        print("moves:", self.moves)
        return True

    def default(self, line):
        print("what is", repr(line))


Game("look\ngo north\ngo up\nfly\nhelp go\ngo south\nlook\nquit\nlook\n").cmdloop()
