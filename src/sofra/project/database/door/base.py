from sofra.project.database import sqlcipher


class DatabaseWrapper(sqlcipher.DatabaseWrapper):
    side = "door"
